import type { Room } from '../../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form, type Mistake } from '../../../../kernel/cards/form.ts';
import { line } from '../../../../kernel/cards/lines.ts';
import { own } from '../../../../kernel/cards/text.ts';
import { STANDARD_WORDS } from '../../../exceptions/domain/words.ts';
import { DEVIATION_LABELS, type DeviationTyped } from '../../requesting/deviationForm.ts';
import { askButtons, type Where } from '../askButtons.ts';
import { choices, menuField, type Named } from './requestMenus.ts';
import { textFieldsOf } from './textFields.ts';

export const DEVIATION_DIALOG = 'request-deviation';

export interface DeviationFormView {
  readonly where: Where;
  readonly typed: DeviationTyped;
  readonly agents: readonly Named[];
  readonly mistakes: readonly Mistake[];
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const STANDARDS = choices(
  Object.fromEntries(Object.entries(STANDARD_WORDS).map(([id, name]) => [id, capital(name)])),
);

const DAYS = choices({
  '7': '7 days',
  '30': '30 days',
  '60': '60 days',
  '90': '90 days, which is the most',
});

const textField = textFieldsOf(DEVIATION_LABELS);

const fields = ({ typed, agents }: DeviationFormView): readonly Field[] => [
  menuField({
    id: 'agentId',
    label: DEVIATION_LABELS.agentId,
    value: typed.agentId,
    entries: agents,
    example: 'crm-assistant',
    missing: 'Say which agent.',
  }),
  {
    kind: 'choice',
    id: 'from',
    label: DEVIATION_LABELS.from,
    value: typed.from,
    hint: 'Choose one',
    choices: STANDARDS,
    missing: 'Choose one.',
  },
  textField('connectorId', typed, {
    help: 'Only where it is about one of the agent’s.',
    hint: 'mail',
    most: 64,
  }),
  textField('what', typed, { most: 500, missing: 'Say what is different.' }),
  textField('why', typed, {
    help: 'Why can it not keep to the standard, and until when?',
    many: true,
    most: 2_000,
    missing: 'Say why.',
  }),
  textField('owner', typed, {
    hint: 'owner@contoso.example',
    most: 320,
    missing: 'Say who answers for it.',
  }),
  { kind: 'choice', id: 'days', label: DEVIATION_LABELS.days, value: typed.days, choices: DAYS },
];

const deviationForm = (view: DeviationFormView, _room: Room): Form => ({
  title: [own('Ask for a deviation')],
  lead: [
    line(
      own(
        'It goes to the owner of the agent and to security, in production to one of the review board too. It stands on the register of exceptions until its date, and lifts no rule.',
      ),
    ),
  ],
  mistakes: view.mistakes,
  fields: fields(view),
  ...askButtons(view.where, DEVIATION_DIALOG),
});

/** The form of a request for a deviation, empty or with what was typed. */
export const deviationFormCard = defineForm<DeviationFormView>('request-deviation', deviationForm);
