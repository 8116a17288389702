import type { Room } from '../../../kernel/cards/define.ts';
import { type Choice, defineForm, type Field, type Form } from '../../../kernel/cards/form.ts';
import { line } from '../../../kernel/cards/lines.ts';
import { own } from '../../../kernel/cards/text.ts';
import {
  CONNECTOR_LABELS,
  type ConnectorField,
  type ConnectorTyped,
} from '../requesting/connectorForm.ts';
import { TIER_LABELS, type TierTyped } from '../requesting/tierForm.ts';
import { TOOL_FORM } from '../requesting/toolLines.ts';

export const CONNECTOR_DIALOG = 'request-connector';
export const TIER_DIALOG = 'request-escalation';

/** Something that a menu offers: an agent or a connector. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ConnectorFormView {
  readonly typed: ConnectorTyped;
  readonly agents: readonly Named[];
  readonly mistakes: readonly string[];
}

export interface TierFormView {
  readonly typed: TierTyped;
  readonly agents: readonly Named[];
  readonly connectors: readonly Named[];
  readonly mistakes: readonly string[];
}

/** With more entries than these a menu helps nobody, and would not fit: the id is typed. */
const MENU = 25;

interface Menu {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly entries: readonly Named[];
  readonly example: string;
  readonly missing: string;
}

function menuField({ entries, example, ...common }: Menu): Field {
  if (entries.length === 0 || entries.length > MENU)
    return { ...common, kind: 'text', hint: `Its id, for example ${example}`, most: 64 };
  const choices = entries.map(({ id, name }) => ({ title: `${name} (${id})`, value: id }));
  return { ...common, kind: 'choice', choices };
}

const choices = (titles: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(titles).map(([value, title]) => ({ title, value }));

const ENVIRONMENTS = choices({
  dev: 'Development',
  pilot: 'Pilot',
  production: 'Production: only from a probation',
});

const SYSTEMS = choices({
  mail: 'Mail',
  chat: 'Chat',
  files: 'Files',
  calendar: 'Calendar',
  finance: 'Finance',
  crm: 'Customers (CRM)',
  ticketing: 'Tickets',
  knowledge: 'Knowledge',
  web: 'The open web',
  other: 'Something else',
});

const CONNECTIONS = choices({
  projectScoped: 'For this project only',
  shared: 'Shared: several projects act through the same identity',
});

const LABELS = choices({
  public: 'Public',
  general: 'General',
  confidential: 'Confidential',
  highlyConfidential: 'Highly confidential',
});

/** Characters of each of the parts; together they stay below what a card may hold. */
const MOST_PART = 1_000;

type Text = Readonly<{
  hint?: string;
  help?: string;
  missing?: string;
  many?: boolean;
  most: number;
}>;

const textField = (id: ConnectorField, typed: ConnectorTyped, text: Text): Field => {
  const { help, ...rest } = text;
  const label = CONNECTOR_LABELS[id];
  return {
    kind: 'text',
    id,
    value: typed[id],
    label: help === undefined ? label : `${label}. ${help}`,
    ...rest,
  };
};

const choiceField = (
  id: ConnectorField,
  typed: ConnectorTyped,
  options: readonly Choice[],
): Field => ({
  kind: 'choice',
  id,
  label: CONNECTOR_LABELS[id],
  value: typed[id],
  choices: options,
  missing: 'Choose one.',
});

const toggleField = (id: ConnectorField, typed: ConnectorTyped): Field => ({
  kind: 'toggle',
  id,
  label: CONNECTOR_LABELS[id],
  value: typed[id] === 'true',
});

const part = (id: ConnectorField, typed: ConnectorTyped, help: string): Field =>
  textField(id, typed, {
    help,
    many: true,
    most: MOST_PART,
    missing: `${CONNECTOR_LABELS[id]} must not be empty.`,
  });

const what = ({ typed, agents }: ConnectorFormView): readonly Field[] => [
  menuField({
    id: 'requestedFor',
    label: CONNECTOR_LABELS.requestedFor,
    value: typed.requestedFor,
    entries: agents,
    example: 'crm-assistant',
    missing: 'Say which agent is to use it.',
  }),
  choiceField('environment', typed, ENVIRONMENTS),
  textField('displayName', typed, { hint: 'Ticket desk', most: 100, missing: 'Name it.' }),
  textField('connectorId', typed, {
    hint: 'tickets',
    help: 'Lower-case letters, digits and hyphens.',
    most: 64,
    missing: 'Give it an id.',
  }),
  textField('vendor', typed, { hint: 'Optional', most: 100 }),
  choiceField('systemClass', typed, SYSTEMS),
  choiceField('connection', typed, CONNECTIONS),
  textField('dataDomains', typed, { hint: 'tickets, customer names', most: 300 }),
  textField('scopes', typed, { hint: 'tickets.read, tickets.write', most: 300 }),
  textField('tools', typed, {
    help: `One a line, as ${TOOL_FORM}. An admin confirms what they do.`,
    hint: 'listTickets: read',
    many: true,
    most: 800,
  }),
];

const parts = ({ typed }: ConnectorFormView): readonly Field[] => [
  part('businessJustification', typed, 'What gets better, for whom, and how will you see it?'),
  part(
    'securityNotes',
    typed,
    'How does it sign in, where does data go, and what can go wrong? Security reviews it.',
  ),
  choiceField('label', typed, LABELS),
  toggleField('confidentialNotes', typed),
  toggleField('executiveMailboxes', typed),
  toggleField('hrDocuments', typed),
  toggleField('legalCorrespondence', typed),
  part('rollbackPlan', typed, 'How is it taken away again, and what is left then?'),
];

const connectorForm = (view: ConnectorFormView, _room: Room): Form => ({
  title: [own('Ask for a connector')],
  lead: [
    line(
      own(
        'Your words go to the owner of the agent, to security, and to an admin; compliance looks too where the data asks for it. They have five working days.',
      ),
    ),
  ],
  mistakes: view.mistakes,
  fields: [...what(view), ...parts(view)],
  dialog: { title: 'Ask', data: { dialog: CONNECTOR_DIALOG } },
});

/** The form of a request for a connector, empty or with what was typed. */
export const connectorFormCard = defineForm<ConnectorFormView>('request-connector', connectorForm);

const TIERS = choices({
  readOnly: 'Read only',
  draftOnly: 'Read, and prepare drafts',
  delegatedAction: 'Read, write and send: each action still needs what the policy asks for',
});

const DURATIONS = choices({
  P7D: '7 days',
  P14D: '14 days',
  P30D: '30 days',
  P60D: '60 days',
  P90D: '90 days, which is the most',
});

const tierForm = ({ typed, agents, connectors, mistakes }: TierFormView, _room: Room): Form => ({
  title: [own('Ask for a higher tier')],
  lead: [
    line(
      own(
        'It goes to the owner of the agent and to security; acting in production needs one of the review board too. It ends by itself.',
      ),
    ),
  ],
  mistakes,
  fields: [
    menuField({
      id: 'agentId',
      label: TIER_LABELS.agentId,
      value: typed.agentId,
      entries: agents,
      example: 'crm-assistant',
      missing: 'Say which agent.',
    }),
    menuField({
      id: 'connectorId',
      label: TIER_LABELS.connectorId,
      value: typed.connectorId,
      entries: connectors,
      example: 'mail',
      missing: 'Say which connector.',
    }),
    {
      kind: 'choice',
      id: 'toTier',
      label: TIER_LABELS.toTier,
      value: typed.toTier,
      choices: TIERS,
      missing: 'Choose one.',
    },
    {
      kind: 'choice',
      id: 'for',
      label: TIER_LABELS.for,
      value: typed.for,
      choices: DURATIONS,
    },
    {
      kind: 'text',
      id: 'reason',
      label: `${TIER_LABELS.reason}. What has it shown so far, and what is it to do with more?`,
      value: typed.reason,
      many: true,
      most: 2_000,
      missing: 'Say why.',
    },
  ],
  dialog: { title: 'Ask', data: { dialog: TIER_DIALOG } },
});

/** The form of a request for a higher tier, empty or with what was typed. */
export const tierFormCard = defineForm<TierFormView>('request-escalation', tierForm);
