import type { Room } from '../../../../kernel/cards/define.ts';
import { defineForm, type Form, type Mistake } from '../../../../kernel/cards/form.ts';
import { line } from '../../../../kernel/cards/lines.ts';
import { own } from '../../../../kernel/cards/text.ts';
import { TIER_LABELS, type TierTyped } from '../../requesting/tierForm.ts';
import { askButtons, type Where } from '../askButtons.ts';
import { choices, menuField, type Named } from './requestMenus.ts';

export const TIER_DIALOG = 'request-escalation';

export interface TierFormView {
  readonly where: Where;
  readonly typed: TierTyped;
  readonly agents: readonly Named[];
  readonly connectors: readonly Named[];
  readonly mistakes: readonly Mistake[];
}

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

const tierForm = (
  { where, typed, agents, connectors, mistakes }: TierFormView,
  _room: Room,
): Form => ({
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
      hint: 'Choose one',
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
  ...askButtons(where, TIER_DIALOG),
});

/** The form of a request for a higher tier, empty or with what was typed. */
export const tierFormCard = defineForm<TierFormView>('request-escalation', tierForm);
