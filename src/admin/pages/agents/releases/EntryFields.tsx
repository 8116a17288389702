import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { Checks } from '../../../parts/Checks.tsx';
import {
  type FreezeTyped,
  freshFreeze,
  freshWindow,
  localOf,
  momentOf,
  nameOfDay,
  type ScopeTyped,
  WEEK,
  type WindowTyped,
} from './calendarForm.ts';
import { FieldRow, ScopeFields, TextField } from './ScopeFields.tsx';

const useStyles = makeStyles({
  entries: { display: 'grid', gap: '20px', gridTemplateColumns: 'minmax(0, 1fr)' },
  entry: {
    display: 'grid',
    gap: '12px',
    minWidth: 0,
    margin: 0,
    padding: '12px 16px 16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  legend: { padding: '0 4px', fontWeight: tokens.fontWeightSemibold },
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  input: { minWidth: 0 },
});

type MistakeOf = (field: string) => string | null;

interface WindowsProps {
  readonly windows: readonly WindowTyped[];
  readonly mistakeOf: MistakeOf;
  readonly onChange: (windows: readonly WindowTyped[]) => void;
}

/** The hours of every week in which changes may take effect. */
export function WindowFields({ windows, mistakeOf, onChange }: WindowsProps) {
  return (
    <Entries what="window" fresh={freshWindow} entries={windows} onChange={onChange}>
      {(one, i, change) => {
        const of = (name: string) => mistakeOf(`windows.${i}.${name}`);
        const text = (name: 'from' | 'to' | 'timeZone', label: string, hint: string) => (
          <TextField
            label={label}
            hint={hint}
            required
            mistake={of(name)}
            value={one[name]}
            onChange={(value) => change({ [name]: value.trim() })}
          />
        );
        return (
          <>
            <ScopeFields scope={one} example="weekdays" mistakeOf={of} onChange={change} />
            <Checks
              label="Days"
              values={WEEK}
              chosen={one.days}
              wordOf={nameOfDay}
              mistake={of('days')}
              onChange={(days) => change({ days })}
            />
            <FieldRow>
              {text('from', 'From', 'Such as 09:00')}
              {text('to', 'To', 'Such as 16:00. Before “From”: on the next day')}
              {text('timeZone', 'Time zone', 'Such as Europe/Berlin')}
            </FieldRow>
          </>
        );
      }}
    </Entries>
  );
}

interface FreezesProps {
  readonly freezes: readonly FreezeTyped[];
  readonly mistakeOf: MistakeOf;
  readonly onChange: (freezes: readonly FreezeTyped[]) => void;
}

/** The stretches of time in which nothing may take effect. */
export function FreezeFields({ freezes, mistakeOf, onChange }: FreezesProps) {
  const styles = useStyles();
  return (
    <Entries what="freeze" fresh={freshFreeze} entries={freezes} onChange={onChange}>
      {(one, i, change) => {
        const of = (name: string) => mistakeOf(`freezes.${i}.${name}`);
        const moment = (name: 'from' | 'to', label: string) => (
          <Field
            className={styles.field}
            label={label}
            hint="By your own clock"
            required
            validationMessage={
              of(name) !== null && one[name] === '' ? 'Choose a day and a time.' : of(name)
            }
          >
            <Input
              type="datetime-local"
              input={{ className: styles.input }}
              value={localOf(one[name])}
              onChange={(_event, { value }) => change({ [name]: momentOf(value) })}
            />
          </Field>
        );
        return (
          <>
            <ScopeFields scope={one} example="year-end" mistakeOf={of} onChange={change} />
            <FieldRow>
              {moment('from', 'From')}
              {moment('to', 'To')}
            </FieldRow>
            <TextField
              label="Why nothing may change"
              required
              mistake={of('reason')}
              value={one.reason}
              onChange={(reason) => change({ reason })}
            />
          </>
        );
      }}
    </Entries>
  );
}

interface EntriesProps<T extends ScopeTyped> {
  readonly what: string;
  readonly fresh: (key: number) => T;
  readonly entries: readonly T[];
  readonly onChange: (entries: readonly T[]) => void;
  readonly children: (one: T, i: number, change: (part: Partial<T>) => void) => ReactNode;
}

/** Entries that can be added and taken away. */
function Entries<T extends ScopeTyped>(props: EntriesProps<T>) {
  const { what, fresh, entries, onChange, children } = props;
  const styles = useStyles();
  const key = Math.max(-1, ...entries.map((one) => one.key)) + 1;
  return (
    <div className={styles.entries}>
      {entries.map((one, i) => (
        <fieldset key={one.key} className={styles.entry}>
          <legend className={styles.legend}>{one.id.trim() || `New ${what}`}</legend>
          {children(one, i, (part) =>
            onChange(entries.map((other) => (other === one ? { ...one, ...part } : other))),
          )}
          <div>
            <Button size="small" onClick={() => onChange(entries.filter((other) => other !== one))}>
              Take {one.id.trim() || `this ${what}`} away
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button icon={<AddRegular />} onClick={() => onChange([...entries, fresh(key)])}>
          Add a {what}
        </Button>
      </div>
    </div>
  );
}
