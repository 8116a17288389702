import type { Tx } from '../../../kernel/ledger.ts';
import { agentsInGroup, modelsOfGroup } from '../../registry/domain/models/modelLists.ts';
import { type AskedModelList, MODELS_SUBJECT } from '../domain/modelList.ts';
import type { Refusal } from '../domain/refusals.ts';
import { rightDigest } from '../kinds/rights.ts';
import type { ModelListAsk } from './modelListAsk.ts';

/** With the list of today: people see both sides, and the digest covers both. How many agents it is about is ours, and no part of it. */
export function modelListSubject(
  tenant: string,
  { kind, businessGroup, add, reason }: ModelListAsk,
  { view }: Tx,
): AskedModelList | Refusal {
  const before = modelsOfGroup(view, businessGroup);
  if (before === undefined) return { code: 'not-wider', id: businessGroup, names: ['models'] };
  const agents = agentsInGroup(view, businessGroup);
  const draft = {
    kind,
    agentId: MODELS_SUBJECT,
    businessGroup,
    before,
    ...(add && { adds: add }),
    reason,
  } as const;
  return { ...draft, agents, digest: rightDigest(tenant, draft) };
}
