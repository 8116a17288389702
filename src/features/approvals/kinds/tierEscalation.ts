import { type Instant, plus } from '../../../kernel/instant.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import {
  type AgentPeople,
  type AgentState,
  TIERS,
  type Tier,
} from '../../registry/domain/model.ts';
import { isUsable } from '../../registry/domain/present.ts';
import type { AskedTier, Context, Plan } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { TierRequest } from '../domain/state.ts';
import { ownerStage, reviewPlan, roleStage, withoutAgent } from './rights.ts';

type Asked = AskedTier | TierRequest;

/** Owner and security; where it comes to acting in production, one of the board too. */
export const planTier = (
  { toTier, environment }: Pick<AskedTier, 'toTier' | 'environment'>,
  people: AgentPeople,
  now: Instant,
): Plan =>
  reviewPlan(
    [
      ownerStage(people),
      roleStage('security'),
      ...(toTier === 'delegatedAction' && environment === 'production' ? [roleStage('board')] : []),
    ],
    now,
  );

const rank = (tier: Tier): number => TIERS.indexOf(tier);

/** Why this tier cannot be asked for, or approved any more. One that is raised already may be asked for again, before it ends. */
export function tierObstacle(asked: Asked, context: Context): Refusal | undefined {
  const { agentId, connectorId, toTier } = asked;
  const { agent, connector } = context;
  const nobody = withoutAgent(agentId, context);
  if (nobody) return nobody;
  if (connector === undefined) return { code: 'unknown-connector', connectorId };
  if (!isUsable(connector)) return { code: 'connector-revoked', connectorId };
  const present = agent?.record.capabilities.find((one) => one.connectorId === connectorId);
  if (agent === undefined || present === undefined)
    return { code: 'no-capability', agentId, connectorId };
  const ceiling = connector.record.tierCeiling;
  if (rank(toTier) > rank(ceiling)) return { code: 'above-ceiling', connectorId, ceiling };
  const needed = rank(toTier) > rank(present.tier) || isRaisedTo(agent, asked);
  return needed ? undefined : { code: 'nothing-to-grant', agentId, connectorId };
}

const isRaisedTo = ({ raises = [] }: AgentState, { connectorId, toTier }: Asked): boolean =>
  raises.some((raise) => raise.connectorId === connectorId && raise.tier === toTier);

/** What approving does: the tier, from now on for as long as it was asked for. */
export function tierGrants(asked: TierRequest, now: Instant): readonly RegistryEvent[] {
  const { id, agentId, connectorId, toTier, forMs, reason } = asked;
  const until = plus(now, forMs);
  const data = { agentId, connectorId, tier: toTier, until, reason, request: id };
  return [{ type: 'tier-raised', data }];
}
