import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  quote: {
    margin: 0,
    padding: '8px 16px',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    backgroundColor: tokens.colorNeutralBackground3,
    borderStartEndRadius: tokens.borderRadiusMedium,
    borderEndEndRadius: tokens.borderRadiusMedium,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    unicodeBidi: 'isolate',
  },
});

/** What somebody else wrote, as it is: never a link, never markup. */
export function Quoted({ words }: { readonly words: string }) {
  const styles = useStyles();
  return <blockquote className={styles.quote}>{visible(words)}</blockquote>;
}

/** Characters that hide or turn others around are shown by name. */
const HIDING = /[\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u115f\u1160\u3164]|[^\P{Cc}\n\t]/gu;

export const visible = (words: string): string =>
  words.replaceAll(
    HIDING,
    (one) => `⟨U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
