import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { visible } from '../../../parts/Quoted.tsx';
import { Section } from '../../../parts/Section.tsx';
import type { Against } from './places.ts';
import type { FileText } from './queries.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gap: '14px', gridTemplateColumns: 'minmax(0, 1fr)' },
  text: {
    '& textarea': {
      fontFamily: tokens.fontFamilyMonospace,
      fontSize: tokens.fontSizeBase200,
      lineHeight: tokens.lineHeightBase300,
      minHeight: '220px',
      maxHeight: 'none',
      overflowX: 'auto',
      whiteSpace: 'pre',
    },
  },
  against: { margin: 0, paddingInlineStart: '20px', display: 'grid', gap: '4px' },
  mistake: { color: tokens.colorPaletteRedForeground1, overflowWrap: 'anywhere' },
});

interface Props {
  readonly file: FileText;
  readonly against: readonly Against[];
  readonly onChange: (file: FileText) => void;
  readonly onRemove: () => void;
}

/** Where a line begins and ends in a text; lines count from 1. */
function spanOf(text: string, line: number): readonly [number, number] {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return [start, start + (lines[line - 1]?.length ?? 0)];
}

/** One file of the tenant's, with what speaks against it, by line. */
export function FileField({ file, against, onChange, onRemove }: Props) {
  const styles = useStyles();
  const area = useRef<HTMLTextAreaElement>(null);
  const { name, text } = file;
  const show = (line: number): void => {
    area.current?.focus();
    area.current?.setSelectionRange(...spanOf(text, line));
  };
  return (
    <Section
      title={name === '' ? 'A new file' : name}
      beside={
        <Button
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={`Remove ${name === '' ? 'the new file' : name}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      }
    >
      <div className={styles.fields}>
        <Field
          label="Name"
          hint="something.cedar for rules, something.cases.yaml for cases"
          required
        >
          <Input value={name} onChange={(_event, { value }) => onChange({ text, name: value })} />
        </Field>
        <Field
          label={`Text of ${name === '' ? 'the new file' : name}`}
          validationState={against.length > 0 ? 'error' : 'none'}
        >
          <Textarea
            className={styles.text}
            textarea={{ ref: area, spellCheck: false }}
            resize="vertical"
            value={text}
            onChange={(_event, { value }) => onChange({ name, text: value })}
          />
        </Field>
        {against.length > 0 && (
          <ul className={styles.against} aria-label={`Against ${name}`}>
            {against.map(({ line, message }, i) => (
              <li key={i} className={styles.mistake}>
                {line !== undefined && (
                  <Button size="small" appearance="outline" onClick={() => show(line)}>
                    Line {line}
                  </Button>
                )}{' '}
                {visible(message)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
