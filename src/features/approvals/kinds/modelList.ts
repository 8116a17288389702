import type { Instant } from '../../../kernel/instant.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import type { ModelListSet } from '../../registry/domain/models/modelLists.ts';
import { modelsAdded } from '../../registry/domain/models/modelNames.ts';
import type { Context, Plan } from '../domain/commands.ts';
import type { AskedModelList } from '../domain/modelList.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { ModelListRequest } from '../domain/state.ts';
import { reviewPlan, roleStage } from './rights.ts';

/** Security, who knows the models, then one of the board, who answers for the group: it has no owner of its own. */
export const planModelList = (now: Instant): Plan =>
  reviewPlan([roleStage('security'), roleStage('board')], now);

/** Why a group cannot be asked more models for, or get them any more. */
export function modelListObstacle(
  { businessGroup, before, adds }: AskedModelList | ModelListRequest,
  { modelsOfGroup: present }: Context,
): Refusal | undefined {
  if (present === undefined) return { code: 'not-wider', id: businessGroup, names: ['models'] };
  if (canonicalJson(present) !== canonicalJson(before))
    return { code: 'bounds-moved', id: businessGroup };
  const isWider = adds === undefined || modelsAdded(present, adds).length === adds.length;
  return isWider ? undefined : { code: 'not-wider', id: businessGroup, names: ['models'] };
}

/** What approving does: these models besides those of before, or any. */
export function modelListWidened(asked: ModelListRequest): readonly ModelListSet[] {
  const { id: request, businessGroup, before, adds, reason } = asked;
  const models = adds && { models: [...before, ...adds] };
  return [{ type: 'model-list-set', data: { businessGroup, before, ...models, reason, request } }];
}
