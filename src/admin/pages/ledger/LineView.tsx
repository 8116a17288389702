import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { LedgerLine } from '../../events/line.ts';
import { KeyValues } from '../../parts/KeyValues.tsx';
import { visible } from '../../parts/Quoted.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';

const useStyles = makeStyles({
  text: {
    margin: '12px 0 0',
    padding: '12px 16px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

interface Props {
  readonly line: LedgerLine;
  readonly onClose: () => void;
}

/** One line with everything that it says. */
export function LineView({ line, onClose }: Props) {
  const styles = useStyles();
  const { log, seq, at, type, leaf, redacted } = line;
  return (
    <Section
      title={`Line ${log}/${seq}`}
      beside={
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close the line"
          onClick={onClose}
        />
      }
    >
      <KeyValues
        items={[
          { key: 'Type', value: type },
          { key: 'Written', value: <When at={at} /> },
          { key: 'Leaf hash', value: <span className={styles.hash}>{leaf}</span> },
          ...(redacted
            ? [
                {
                  key: 'Hidden',
                  value:
                    'What it wanted to do, word for word, is not for you: hashes stand in its place. The leaf hash is that of the whole line.',
                },
              ]
            : []),
        ]}
      />
      <pre className={styles.text}>{visible(JSON.stringify(JSON.parse(line.line), null, 2))}</pre>
    </Section>
  );
}
