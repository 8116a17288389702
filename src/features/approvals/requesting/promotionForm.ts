import { type PromotionAsk, promotionAsk } from '../asking/askSchemas.ts';
import { type Read, readForm, type Typed } from './typed.ts';

/** Ids of the inputs, which are the names of the API's fields. */
export const PROMOTION_FIELDS = [
  'agentId',
  'toEnvironment',
  'toPhase',
  'reason',
  'rollbackPlan',
] as const;

export type PromotionField = (typeof PROMOTION_FIELDS)[number];
export type PromotionTyped = Typed<PromotionField>;

/** What the form calls its fields. */
export const PROMOTION_LABELS: Readonly<Record<PromotionField, string>> = {
  agentId: 'Agent',
  toEnvironment: 'Environment',
  toPhase: 'Phase',
  reason: 'Reason',
  rollbackPlan: 'Rollback plan',
};

/** What a menu says where nothing changes. */
export const STAYS = 'stays';

const isField = (name: string): name is PromotionField =>
  PROMOTION_FIELDS.some((field) => field === name);

const chosen = (value: string): string => (value.trim() === STAYS ? '' : value.trim());

/** A filled form as the API takes it, or everything that is wrong with it. */
export function readPromotionForm(typed: PromotionTyped): Read<PromotionAsk> {
  const [toEnvironment, toPhase] = [chosen(typed.toEnvironment), chosen(typed.toPhase)];
  return readForm(
    promotionAsk,
    {
      kind: 'promotion',
      agentId: typed.agentId.trim(),
      ...(toEnvironment !== '' && { toEnvironment }),
      ...(toPhase !== '' && { toPhase }),
      reason: typed.reason,
      rollbackPlan: typed.rollbackPlan,
    },
    (id) => ({ id, label: isField(id) ? PROMOTION_LABELS[id] : 'The form' }),
  );
}
