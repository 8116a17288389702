import type { Instant } from '../../../kernel/instant.ts';
import {
  type AgentState,
  type Capability,
  type ConnectorState,
  type Effect,
  type Environment,
  type Label,
  TIER_EFFECTS,
  TIERS,
  type Tier,
} from './model.ts';
import { isUsable, presentConnector, presentTier } from './present.ts';

/** Why a capability opens nothing at the moment. */
export type Closed =
  | 'expired'
  | 'unlisted'
  | 'rejected'
  | 'revoked'
  | 'probation-over'
  | 'environment'
  | 'business-group'
  | 'no-tool';

/** The way from an agent to what it may do with one connector: every gate on it, as it stands. */
export type PermissionPath = {
  readonly connectorId: string;
  readonly connectorName: string;
  /** The lower of the agent's tier and the connector's ceiling. */
  readonly tier: Tier;
  readonly reason: string;
  readonly environment: Environment;
  /** A raised tier: until when. */
  readonly until?: Instant;
  readonly status: 'approved' | 'probation' | 'closed';
  readonly closed?: Closed;
  /** What its tools do by themselves, and what after a person's approval, in rising order. */
  readonly alone: readonly Effect[];
  readonly approved: readonly Effect[];
  /** What the tier keeps from it, though the connector has tools for it. */
  readonly beyond: readonly Effect[];
  readonly labels: readonly Label[];
  readonly scopes?: readonly string[];
  /** Two finance controllers approve, not the business owner. */
  readonly finance: boolean;
};

const ALONE: readonly Effect[] = ['read', 'draft'];
const ASKED: readonly Effect[] = ['write', 'send'];

/** The paths of an agent, one a capability, in the order of its record. */
export const permissionPaths = (
  agent: AgentState,
  connectorOf: (id: string) => ConnectorState | undefined,
  now: Instant,
): readonly PermissionPath[] =>
  agent.record.capabilities.map((capability) =>
    pathOf(agent, capability, { connector: connectorOf(capability.connectorId), now }),
  );

interface At {
  readonly connector: ConnectorState | undefined;
  readonly now: Instant;
}

function pathOf(agent: AgentState, capability: Capability, at: At): PermissionPath {
  const { connectorId, reason } = capability;
  const own = presentTier(agent, connectorId, at.now) ?? capability.tier;
  const record = at.connector?.record;
  const tier = record && isHigher(own, record.tierCeiling) ? record.tierCeiling : own;
  const closed = closedBy(agent, at);
  const effects = (record?.tools ?? []).map(({ effect }) => effect);
  const within = (some: readonly Effect[]) =>
    some.filter((effect) => effects.includes(effect) && TIER_EFFECTS[tier].includes(effect));
  const until = raisedUntil(agent, connectorId, own);
  return {
    connectorId,
    connectorName: record?.displayName ?? connectorId,
    tier,
    reason,
    environment: agent.record.environment,
    ...(until && own !== capability.tier && { until }),
    status: closed ? 'closed' : record?.status === 'probation' ? 'probation' : 'approved',
    ...(closed && { closed }),
    alone: closed ? [] : within(ALONE),
    approved: closed ? [] : within(ASKED),
    beyond: [...ALONE, ...ASKED].filter(
      (effect) => effects.includes(effect) && !TIER_EFFECTS[tier].includes(effect),
    ),
    labels: labelsOf(agent, record?.labels ?? []),
    ...(record?.scopes && { scopes: record.scopes.map(({ name }) => name) }),
    finance: record?.systemClass === 'finance',
  };
}

const isHigher = (a: Tier, b: Tier): boolean => TIERS.indexOf(a) > TIERS.indexOf(b);

const labelsOf = ({ record }: AgentState, labels: readonly Label[]): readonly Label[] =>
  labels.filter((label) => record.dataLabels?.includes(label) ?? true);

const raisedUntil = (
  { raises = [] }: AgentState,
  connectorId: string,
  tier: Tier,
): Instant | undefined =>
  raises
    .filter((raise) => raise.connectorId === connectorId && raise.tier === tier)
    .map(({ until }) => until)
    .toSorted()
    .at(-1);

function closedBy({ record }: AgentState, { connector, now }: At): Closed | undefined {
  if (record.expires !== undefined && now.slice(0, 10) >= record.expires) return 'expired';
  if (connector === undefined) return 'unlisted';
  const { status, environments, businessGroup, tools } = connector.record;
  if (status === 'rejected' || status === 'revoked') return status;
  if (!isUsable(presentConnector(connector, now))) return 'probation-over';
  if (!environments.includes(record.environment)) return 'environment';
  if (businessGroup !== undefined && businessGroup !== record.businessGroup)
    return 'business-group';
  return tools.length === 0 ? 'no-tool' : undefined;
}
