import { Input, Select, Textarea } from '@fluentui/react-components';

interface Props {
  readonly kind: 'line' | 'text' | 'choice' | 'days';
  readonly choices?: readonly (readonly [value: string, words: string])[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What one types in, of each kind; passes on what Field gives its one child: name, mistake, hint. */
export function Entry({ kind, choices = [], value, onChange, ...given }: Props) {
  if (kind === 'choice')
    return (
      <Select {...given} value={value} onChange={(_event, chosen) => onChange(chosen.value)}>
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </Select>
    );
  if (kind === 'text')
    return (
      <Textarea
        {...given}
        value={value}
        rows={4}
        resize="vertical"
        onChange={(_event, chosen) => onChange(chosen.value)}
      />
    );
  return (
    <Input
      {...given}
      {...(kind === 'days' && { inputMode: 'numeric' as const })}
      value={value}
      onChange={(_event, chosen) => onChange(chosen.value)}
    />
  );
}
