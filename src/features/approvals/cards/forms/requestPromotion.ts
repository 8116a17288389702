import type { Room } from '../../../../kernel/cards/define.ts';
import { defineForm, type Form, type Mistake } from '../../../../kernel/cards/form.ts';
import { line } from '../../../../kernel/cards/lines.ts';
import { own } from '../../../../kernel/cards/text.ts';
import { PROMOTION_LABELS, type PromotionTyped, STAYS } from '../../requesting/promotionForm.ts';
import { askButtons, type Where } from '../askButtons.ts';
import { choices, menuField, type Named } from './requestMenus.ts';

export const PROMOTION_DIALOG = 'request-promotion';

export interface PromotionFormView {
  readonly where: Where;
  readonly typed: PromotionTyped;
  readonly agents: readonly Named[];
  readonly mistakes: readonly Mistake[];
}

const ENVIRONMENTS = choices({
  [STAYS]: 'Stays where it is',
  dev: 'Development',
  pilot: 'Pilot',
  production: 'Production',
});
const PHASES = choices({
  [STAYS]: 'Stays as it is',
  pilot: 'Pilot',
  department: 'Department',
  enterprise: 'Enterprise',
});

const promotionForm = (
  { where, typed, agents, mistakes }: PromotionFormView,
  _room: Room,
): Form => ({
  title: [own('Ask for a promotion')],
  lead: [
    line(
      own(
        'It goes to the owner of the agent and to security; production and the enterprise phase need one of the review board too.',
      ),
    ),
  ],
  mistakes,
  fields: [
    menuField({
      id: 'agentId',
      label: PROMOTION_LABELS.agentId,
      value: typed.agentId,
      entries: agents,
      example: 'crm-assistant',
      missing: 'Say which agent.',
    }),
    {
      kind: 'choice',
      id: 'toEnvironment',
      label: PROMOTION_LABELS.toEnvironment,
      value: typed.toEnvironment || STAYS,
      choices: ENVIRONMENTS,
    },
    {
      kind: 'choice',
      id: 'toPhase',
      label: PROMOTION_LABELS.toPhase,
      value: typed.toPhase || STAYS,
      choices: PHASES,
    },
    {
      kind: 'text',
      id: 'reason',
      label: `${PROMOTION_LABELS.reason}. What has it shown where it runs today?`,
      value: typed.reason,
      many: true,
      most: 2_000,
      missing: 'Say why.',
    },
    {
      kind: 'text',
      id: 'rollbackPlan',
      label: `${PROMOTION_LABELS.rollbackPlan}. How is it taken back, and by whom?`,
      value: typed.rollbackPlan,
      many: true,
      most: 2_000,
      missing: 'Say how it is taken back.',
    },
  ],
  ...askButtons(where, PROMOTION_DIALOG),
});

/** The form of a request for a promotion, empty or with what was typed. */
export const promotionFormCard = defineForm<PromotionFormView>('request-promotion', promotionForm);
