import { Field, Input, makeStyles, Select, Textarea } from '@fluentui/react-components';
import { Checks } from '../../../parts/Checks.tsx';
import { SYSTEMS } from '../../../parts/words.ts';
import {
  CONNECTION_WORDS,
  type ConnectorTyped,
  DATA_QUESTIONS,
  ENVIRONMENT_WORDS,
  LABEL_WORDS,
} from './connectorForm.ts';

export interface PartProps {
  readonly typed: ConnectorTyped;
  readonly onType: (change: Partial<ConnectorTyped>) => void;
  readonly mistakeOf: (field: string) => string | null;
}

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
    gap: '14px 16px',
    alignItems: 'start',
    '> *': { minWidth: 0 },
  },
  field: { gridTemplateColumns: 'minmax(0, 1fr)' },
  choice: { minWidth: 0 },
});

type TextName =
  | 'requestedFor'
  | 'displayName'
  | 'connectorId'
  | 'vendor'
  | 'dataDomains'
  | 'scopes'
  | 'scopeReason';

const TEXTS: Readonly<Record<TextName, { label: string; hint: string; isRequired?: true }>> = {
  requestedFor: {
    label: 'Agent that uses it',
    hint: 'Its id, such as crm-assistant',
    isRequired: true,
  },
  displayName: { label: 'Name of the connector', hint: 'Ticket desk', isRequired: true },
  connectorId: {
    label: 'Id',
    hint: 'Lower-case letters, digits, hyphens: tickets',
    isRequired: true,
  },
  vendor: { label: 'Vendor', hint: 'Optional' },
  dataDomains: { label: 'Data domains', hint: 'Parted by commas: tickets, customer names' },
  scopes: { label: 'Scopes', hint: 'Parted by commas: tickets.read, tickets.write' },
  scopeReason: {
    label: 'Why these scopes',
    hint: 'Needed where there are none; welcome where one reaches far',
  },
};

/** What the connector is and for whom. */
export function WhatFields({ typed, onType, mistakeOf }: PartProps) {
  const styles = useStyles();
  const text = (name: TextName) => (
    <Field
      key={name}
      label={TEXTS[name].label}
      hint={TEXTS[name].hint}
      required={TEXTS[name].isRequired ?? false}
      validationMessage={mistakeOf(name)}
    >
      <Input value={typed[name]} onChange={(_event, { value }) => onType({ [name]: value })} />
    </Field>
  );
  return (
    <div className={styles.two}>
      {text('requestedFor')}
      <Choice
        label="Where it is used"
        words={ENVIRONMENT_WORDS}
        value={typed.environment}
        mistake={mistakeOf('environment')}
        onChange={(environment) => onType({ environment })}
      />
      {text('displayName')}
      {text('connectorId')}
      {text('vendor')}
      <Choice
        label="Kind of system"
        words={SYSTEMS}
        value={typed.systemClass}
        mistake={mistakeOf('systemClass')}
        onChange={(systemClass) => onType({ systemClass })}
      />
      <Choice
        label="Connection"
        words={CONNECTION_WORDS}
        value={typed.connection}
        mistake={mistakeOf('connection')}
        onChange={(connection) => onType({ connection })}
      />
      {text('dataDomains')}
      {text('scopes')}
      {text('scopeReason')}
    </div>
  );
}

type PartName = 'businessJustification' | 'securityNotes' | 'rollbackPlan';

const PARTS: Readonly<Record<PartName, { readonly label: string; readonly hint: string }>> = {
  businessJustification: {
    label: 'Business justification',
    hint: 'What gets better, for whom, and how will you see it?',
  },
  securityNotes: {
    label: 'Security notes',
    hint: 'How does it sign in, where does data go, and what can go wrong? Security reviews it.',
  },
  rollbackPlan: {
    label: 'Rollback plan',
    hint: 'How is it taken away again, and what is left then?',
  },
};

/** Parts that are told in one's own words. */
export function PartFields({
  typed,
  onType,
  mistakeOf,
  fields,
}: PartProps & { readonly fields: readonly PartName[] }) {
  return fields.map((name) => (
    <Field
      key={name}
      label={PARTS[name].label}
      hint={PARTS[name].hint}
      required
      validationMessage={mistakeOf(name)}
    >
      <Textarea
        rows={4}
        resize="vertical"
        maxLength={4_000}
        value={typed[name]}
        onChange={(_event, { value }) => onType({ [name]: value })}
      />
    </Field>
  ));
}

const QUESTION_NAMES = [
  'confidentialNotes',
  'executiveMailboxes',
  'hrDocuments',
  'legalCorrespondence',
] as const;

/** What the connector can reach; a yes to any question brings compliance in. */
export function DataFields({ typed, onType, mistakeOf }: PartProps) {
  return (
    <>
      <Choice
        label="Highest label of its content"
        words={LABEL_WORDS}
        value={typed.label}
        mistake={mistakeOf('dataClassification')}
        onChange={(label) => onType({ label })}
      />
      <Checks
        label="Does it reach any of these?"
        hint="A yes brings compliance in."
        isStacked
        values={QUESTION_NAMES}
        wordOf={(name) => DATA_QUESTIONS[name]}
        chosen={QUESTION_NAMES.filter((name) => typed[name])}
        onChange={(chosen) =>
          onType(Object.fromEntries(QUESTION_NAMES.map((name) => [name, chosen.includes(name)])))
        }
      />
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly words: Readonly<Record<T, string>>;
  readonly value: T;
  readonly mistake: string | null;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, words, value, mistake, onChange }: ChoiceProps<T>) {
  const styles = useStyles();
  const values = Object.keys(words) as T[];
  return (
    <Field className={styles.field} label={label} required validationMessage={mistake}>
      <Select
        select={{ className: styles.choice }}
        value={value}
        onChange={(_event, chosen) => {
          const found = values.find((one) => one === chosen.value);
          if (found !== undefined) onChange(found);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
