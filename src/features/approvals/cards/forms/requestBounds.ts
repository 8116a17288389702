import type { Room } from '../../../../kernel/cards/define.ts';
import { defineForm, type Field, type Form, type Mistake } from '../../../../kernel/cards/form.ts';
import { line } from '../../../../kernel/cards/lines.ts';
import { own } from '../../../../kernel/cards/text.ts';
import { BOUND_NAMES } from '../../../registry/domain/words.ts';
import {
  BOUNDS_LABELS,
  type BoundsTyped,
  FOR_GOOD,
  FORM_BOUNDS,
} from '../../requesting/boundsForm.ts';
import { askButtons, type Where } from '../askButtons.ts';
import { choices, menuField, type Named } from './requestMenus.ts';

export const BOUNDS_DIALOG = 'request-change';

export interface BoundsFormView {
  readonly where: Where;
  readonly typed: BoundsTyped;
  readonly agents: readonly Named[];
  readonly connectors: readonly Named[];
  readonly mistakes: readonly Mistake[];
}

const BOUNDS = choices(Object.fromEntries(FORM_BOUNDS.map((name) => [name, BOUND_NAMES[name]])));

const DURATIONS = choices({
  [FOR_GOOD]: 'Until somebody narrows it',
  P1D: '1 day',
  P7D: '7 days',
  P30D: '30 days',
  P90D: '90 days',
});

const whom = ({ typed, agents, connectors }: BoundsFormView): readonly Field[] => [
  menuField({
    id: 'agentId',
    label: BOUNDS_LABELS.agentId,
    value: typed.agentId,
    entries: agents,
    example: 'crm-assistant',
    missing: 'Say which agent.',
  }),
  {
    kind: 'text',
    id: 'connectorId',
    label: `${BOUNDS_LABELS.connectorId}. Only where one of the agent’s connectors is to be wider.`,
    value: typed.connectorId,
    hint: `Its id, for example ${connectors[0]?.id ?? 'mail'}`,
    most: 64,
  },
];

const what = ({ typed }: BoundsFormView): readonly Field[] => [
  {
    kind: 'choice',
    id: 'bound',
    label: BOUNDS_LABELS.bound,
    value: typed.bound,
    hint: 'Choose one',
    choices: BOUNDS,
    missing: 'Choose one.',
  },
  {
    kind: 'text',
    id: 'value',
    label: `${BOUNDS_LABELS.value}, whole. A quota as “200 an hour, 1000 a day”; a list with commas; scopes as “Name: why” and content as “allow https://…”, one a line.`,
    value: typed.value,
    many: true,
    most: 4_000,
    missing: 'Say how it is to be.',
  },
  {
    kind: 'choice',
    id: 'for',
    label: BOUNDS_LABELS.for,
    value: typed.for || FOR_GOOD,
    choices: DURATIONS,
  },
  {
    kind: 'text',
    id: 'reason',
    label: `${BOUNDS_LABELS.reason}. What can it not do today?`,
    value: typed.reason,
    many: true,
    most: 2_000,
    missing: 'Say why.',
  },
];

const boundsForm = (view: BoundsFormView, _room: Room): Form => ({
  title: [own('Ask for wider bounds')],
  lead: [
    line(
      own(
        'It goes to the owner of the agent and to security; to compliance where confidential data comes in, and to an admin where it is a connector. For a while: quota, data labels, content and models of an agent.',
      ),
    ),
  ],
  mistakes: view.mistakes,
  fields: [...whom(view), ...what(view)],
  ...askButtons(view.where, BOUNDS_DIALOG),
});

/** The form of a request for wider bounds, empty or with what was typed. */
export const boundsFormCard = defineForm<BoundsFormView>('request-change', boundsForm);
