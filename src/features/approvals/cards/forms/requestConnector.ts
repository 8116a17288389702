import type { Room } from '../../../../kernel/cards/define.ts';
import {
  type Choice,
  defineForm,
  type Field,
  type Form,
  type Mistake,
} from '../../../../kernel/cards/form.ts';
import { line } from '../../../../kernel/cards/lines.ts';
import { own } from '../../../../kernel/cards/text.ts';
import {
  CONNECTOR_LABELS,
  type ConnectorField,
  type ConnectorTyped,
} from '../../requesting/connectorForm.ts';
import { TOOL_FORM } from '../../requesting/toolLines.ts';
import { askButtons, type Where } from '../askButtons.ts';
import { CONNECTIONS, ENVIRONMENTS, LABELS, SYSTEMS } from './requestChoices.ts';
import { menuField, type Named } from './requestMenus.ts';
import { textFieldsOf } from './textFields.ts';

export const CONNECTOR_DIALOG = 'request-connector';

export interface ConnectorFormView {
  readonly where: Where;
  readonly typed: ConnectorTyped;
  readonly agents: readonly Named[];
  readonly mistakes: readonly Mistake[];
}

/** Characters of each of the parts; together they stay below what a card may hold. */
const MOST_PART = 1_000;

const textField = textFieldsOf(CONNECTOR_LABELS);

const choiceField = (
  id: ConnectorField,
  typed: ConnectorTyped,
  options: readonly Choice[],
  help?: string,
): Field => ({
  kind: 'choice',
  id,
  label: help === undefined ? CONNECTOR_LABELS[id] : `${CONNECTOR_LABELS[id]}. ${help}`,
  hint: 'Choose one',
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
  textField('scopeReason', typed, {
    help: 'Needed where there are none; welcome where one reaches whole mailboxes or the whole tenant.',
    most: 500,
  }),
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
  choiceField(
    'label',
    typed,
    LABELS,
    'How sensitive is the most sensitive thing it can reach? Then mark what it touches.',
  ),
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
  ...askButtons(view.where, CONNECTOR_DIALOG),
});

/** The form of a request for a connector, empty or with what was typed. */
export const connectorFormCard = defineForm<ConnectorFormView>('request-connector', connectorForm);
