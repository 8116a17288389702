import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { AddRegular, DismissRegular } from '@fluentui/react-icons';
import type { PartProps } from './connectorFields.tsx';
import { EFFECT_WORDS, type ToolTyped } from './connectorForm.ts';

const useStyles = makeStyles({
  rows: { display: 'grid', gap: '8px' },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 116px 32px', gap: '8px' },
  input: { minWidth: 0 },
});

const EFFECTS = ['read', 'draft', 'write', 'send'] as const;

/** The connector's tools with what each does, by the word of whoever asks. */
export function ToolFields({ typed, onType, mistakeOf }: PartProps) {
  const styles = useStyles();
  const { tools } = typed;
  const change = (key: number, part: Partial<ToolTyped>): void =>
    onType({ tools: tools.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const key = Math.max(-1, ...tools.map((one) => one.key)) + 1;
  return (
    <Field
      label="Tools"
      hint="What each does is a claim until an admin confirms it: until then it counts as a write that cannot be reversed."
      validationMessage={mistakeOf('tools')}
    >
      <div className={styles.rows} role="group" aria-label="Tools">
        {tools.map((tool, i) => (
          <div key={tool.key} className={styles.row}>
            <Input
              aria-label={`Name of tool ${i + 1}`}
              placeholder="listTickets"
              input={{ className: styles.input }}
              value={tool.name}
              onChange={(_event, { value }) => change(tool.key, { name: value })}
            />
            <Select
              aria-label={`What tool ${i + 1} does`}
              value={tool.effect}
              onChange={(_event, { value }) =>
                change(tool.key, { effect: EFFECTS.find((one) => one === value) ?? 'read' })
              }
            >
              {EFFECTS.map((effect) => (
                <option key={effect} value={effect}>
                  {EFFECT_WORDS[effect]}
                </option>
              ))}
            </Select>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={`Remove tool ${i + 1}`}
              onClick={() => onType({ tools: tools.filter((one) => one.key !== tool.key) })}
            />
          </div>
        ))}
        <div>
          <Button
            size="small"
            icon={<AddRegular />}
            onClick={() => onType({ tools: [...tools, { key, name: '', effect: 'read' }] })}
          >
            Add a tool
          </Button>
        </div>
      </div>
    </Field>
  );
}
