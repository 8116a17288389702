import type { Room } from '../../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form, type Mistake } from '../../../../kernel/cards/form.ts';
import { line } from '../../../../kernel/cards/lines.ts';
import { own } from '../../../../kernel/cards/text.ts';
import { GRANT_LABELS, type GrantTyped } from '../../requesting/grantForm.ts';
import { askButtons, type Where } from '../askButtons.ts';
import { choices, menuField, type Named } from './requestMenus.ts';
import { textFieldsOf } from './textFields.ts';

export const GRANT_DIALOG = 'request-grant';

export interface GrantFormView {
  readonly where: Where;
  readonly typed: GrantTyped;
  readonly agents: readonly Named[];
  readonly connectors: readonly Named[];
  readonly mistakes: readonly Mistake[];
}

const DAYS = choices({
  '1': 'One day',
  '7': '7 days',
  '14': '14 days',
  '30': '30 days, which is the most',
});

const textField = textFieldsOf(GRANT_LABELS);

const fields = ({ typed, agents, connectors }: GrantFormView): readonly Field[] => [
  menuField({
    id: 'agentId',
    label: GRANT_LABELS.agentId,
    value: typed.agentId,
    entries: agents,
    example: 'crm-assistant',
    missing: 'Say which agent.',
  }),
  menuField({
    id: 'connectorId',
    label: GRANT_LABELS.connectorId,
    value: typed.connectorId,
    entries: connectors,
    example: 'mail',
    missing: 'Say which connector.',
  }),
  textField('tool', typed, { hint: 'send', most: 128, missing: 'Name the tool.' }),
  textField('recipients', typed, {
    help: 'Everybody it may reach, one a line, exactly as the tool is given them. Empty where it names nobody.',
    hint: 'emma@fabrikam.example',
    many: true,
    most: 4_000,
  }),
  textField('amountUpTo', typed, {
    help: 'Only where it moves an amount.',
    hint: '120.50',
    most: 25,
  }),
  textField('currency', typed, { hint: 'EUR', most: 3 }),
  { kind: 'choice', id: 'days', label: GRANT_LABELS.days, value: typed.days, choices: DAYS },
  textField('justification', typed, {
    help: 'What has it shown so far, and what happens when it is wrong?',
    many: true,
    most: 2_000,
    missing: 'Say why.',
  }),
];

const grantForm = (view: GrantFormView, _room: Room): Form => ({
  title: [own('Ask for a standing grant')],
  lead: [
    line(
      own(
        'What it covers is done without asking each time, until its date. It goes to everybody who would approve one such action, and to security.',
      ),
    ),
  ],
  mistakes: view.mistakes,
  fields: fields(view),
  ...askButtons(view.where, GRANT_DIALOG),
});

/** The form of a request for a standing grant, empty or with what was typed. */
export const grantFormCard = defineForm<GrantFormView>('request-grant', grantForm);
