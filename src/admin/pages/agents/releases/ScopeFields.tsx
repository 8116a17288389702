import { Field, Input, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Checks } from '../../../parts/Checks.tsx';
import { spelledOut } from '../../../parts/words.ts';
import { ENVIRONMENTS, type ScopeTyped } from './calendarForm.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    gap: '12px 16px',
    alignItems: 'start',
    '> *': { minWidth: 0 },
  },
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  input: { minWidth: 0 },
});

/** Fields beside each other, as far as there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().row}>{children}</div>;
}

interface ScopeProps {
  readonly scope: ScopeTyped;
  readonly example: string;
  readonly mistakeOf: (field: string) => string | null;
  readonly onChange: (part: Partial<ScopeTyped>) => void;
}

/** What a window or a freeze is called, and for what it is. */
export function ScopeFields({ scope, example, mistakeOf, onChange }: ScopeProps) {
  return (
    <>
      <FieldRow>
        <TextField
          label="Name"
          hint={`Lower-case letters, digits, hyphens: ${example}`}
          required
          mistake={mistakeOf('id')}
          value={scope.id}
          onChange={(id) => onChange({ id })}
        />
        <TextField
          label="Department"
          hint="Empty: every one"
          mistake={mistakeOf('department')}
          value={scope.department}
          onChange={(department) => onChange({ department })}
        />
        <TextField
          label="Agent"
          hint="Its id. Empty: every agent"
          mistake={mistakeOf('agentId')}
          value={scope.agentId}
          onChange={(agentId) => onChange({ agentId })}
        />
      </FieldRow>
      <Checks
        label="Where"
        values={ENVIRONMENTS}
        chosen={scope.environments}
        wordOf={spelledOut}
        mistake={mistakeOf('environments')}
        onChange={(environments) => onChange({ environments })}
      />
    </>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly mistake: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function TextField({
  label,
  hint = '',
  required = false,
  mistake,
  value,
  onChange,
}: TextProps) {
  const styles = useStyles();
  return (
    <Field
      className={styles.field}
      label={label}
      hint={hint}
      required={required}
      validationMessage={mistake}
    >
      <Input
        input={{ className: styles.input }}
        value={value}
        onChange={(_event, typed) => onChange(typed.value)}
      />
    </Field>
  );
}
