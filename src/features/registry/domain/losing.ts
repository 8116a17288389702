import type { Instant } from '../../../kernel/instant.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { type BoundName, CONNECTOR_BOUNDS } from './bounds/boundChanges.ts';
import { isListed } from './granting.ts';
import { added, fewer } from './ladders.ts';
import {
  type AgentRecord,
  type Capability,
  type ConnectorRecord,
  type Environment,
  TIERS,
  type Tier,
  type Tool,
} from './model.ts';

/** Whether the new record takes from the agent what approvals and grants may rest on: a connector, a tier, its place. */
export const isAgentLess = (before: AgentRecord, after: AgentRecord): boolean =>
  after.environment !== before.environment ||
  before.capabilities.some((one) => isLower(one, after.capabilities));

const isLower = ({ connectorId, tier }: Capability, after: readonly Capability[]): boolean =>
  fewer(TIERS, tier, after.find((one) => one.connectorId === connectorId)?.tier);

/** What was taken from a connector that approvals, grants or the work of agents may rest on. */
export type Loss =
  /** Off the list: nothing may be done with it. */
  | { readonly kind: 'unlisted' }
  | { readonly kind: 'environments'; readonly gone: readonly Environment[] }
  | { readonly kind: 'ceiling'; readonly to: Tier }
  /** `other`: still there, and described anew. */
  | { readonly kind: 'tools'; readonly gone: readonly string[]; readonly other: readonly string[] };

/** What the new record of a connector takes away: its place on the list, environments, its ceiling, tools as they were described. */
export function connectorLosses(before: ConnectorRecord, after: ConnectorRecord): readonly Loss[] {
  if (isListed(before) && !isListed(after)) return [{ kind: 'unlisted' }];
  const environments = added(after.environments, before.environments);
  const { gone, other } = toolsLost(before.tools, after.tools);
  return [
    ...(environments.length > 0 ? [{ kind: 'environments', gone: environments } as const] : []),
    ...(fewer(TIERS, before.tierCeiling, after.tierCeiling)
      ? [{ kind: 'ceiling', to: after.tierCeiling } as const]
      : []),
    ...(gone.length + other.length > 0 ? [{ kind: 'tools', gone, other } as const] : []),
  ];
}

/** What owners of agents that use a connector are told of it, beside what was taken from it. */
export type News =
  | Loss
  /** Back from production to probation. */
  | { readonly kind: 'probation' }
  /** Every write of it asks two finance controllers from now on. */
  | { readonly kind: 'finance' }
  | { readonly kind: 'bounds'; readonly names: readonly BoundName[] }
  | { readonly kind: 'probationEnded' }
  /** Its probation had ended, and it may be used again: until another end, or in production. */
  | { readonly kind: 'again'; readonly until?: Instant };

const TOLD_APART: readonly BoundName[] = ['environments', 'tierCeiling'];

/** What an edit of a connector, which can only narrow, has narrowed. */
export function narrowings(before: ConnectorRecord, after: ConnectorRecord): readonly News[] {
  const losses = connectorLosses(before, after);
  if (!isListed(after)) return losses;
  const isOther = (name: (typeof CONNECTOR_BOUNDS)[number]): boolean =>
    canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null);
  const names = CONNECTOR_BOUNDS.filter((name) => !TOLD_APART.includes(name) && isOther(name));
  const isBack = before.status === 'approved' && after.status === 'probation';
  return [
    ...losses,
    ...(isBack ? [{ kind: 'probation' } as const] : []),
    ...(after.systemClass === before.systemClass ? [] : [{ kind: 'finance' } as const]),
    ...(names.length === 0 ? [] : [{ kind: 'bounds', names } as const]),
  ];
}

function toolsLost(before: readonly Tool[], after: readonly Tool[]) {
  const now = new Map(after.map((tool) => [tool.name, canonicalJson({ ...tool })]));
  const names = (tools: readonly Tool[]) => tools.map(({ name }) => name);
  return {
    gone: names(before.filter(({ name }) => !now.has(name))),
    other: names(
      before.filter(
        (tool) => (now.get(tool.name) ?? canonicalJson({ ...tool })) !== canonicalJson({ ...tool }),
      ),
    ),
  };
}
