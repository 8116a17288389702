import { Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { spelledOut } from '../../parts/words.ts';
import { type FileDiff, fileDiffs } from './diff.ts';
import type { RequestItem } from './model.ts';

const useStyles = makeStyles({
  file: { ':not(:first-child)': { marginTop: '16px' } },
  name: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginBottom: '6px' },
  text: {
    margin: 0,
    padding: '8px 0',
    overflowX: 'auto',
    maxHeight: '480px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '@media print': { maxHeight: 'none', overflowX: 'visible', whiteSpace: 'pre-wrap' },
  },
  line: { display: 'block', padding: '0 12px', minWidth: 'max-content' },
  comes: { color: tokens.colorPaletteGreenForeground1 },
  goes: { color: tokens.colorPaletteRedForeground1 },
});

const COLOURS = {
  added: 'success',
  removed: 'danger',
  changed: 'warning',
  unchanged: 'informative',
} as const;

/** The rules as they would be, every line of every file, beside those in force. */
export function Candidate({ request }: { readonly request: RequestItem }) {
  const { files, replaced = [] } = request;
  if (files === undefined) return null;
  const all = fileDiffs(replaced, files);
  return (
    <Section title="The rules, line by line">
      {all.length === 0 && 'There is no file of the tenant’s own any more.'}
      {all.map((file) => (
        <File key={file.name} file={file} />
      ))}
    </Section>
  );
}

function File({ file: { name, state, lines } }: { readonly file: FileDiff }) {
  const styles = useStyles();
  return (
    <div className={styles.file}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <Badge appearance="tint" color={COLOURS[state]}>
          {spelledOut(state)}
        </Badge>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
      <pre className={styles.text} tabIndex={0} aria-label={`Lines of ${name}`}>
        {lines.map(({ mark, text }, i) => (
          <span
            key={i}
            className={mergeClasses(
              styles.line,
              mark === '+' && styles.comes,
              mark === '-' && styles.goes,
            )}
          >
            {mark} {visible(text)}
          </span>
        ))}
      </pre>
    </div>
  );
}
