import type { Instant } from '../../../kernel/instant.ts';
import {
  type BoundRaise,
  boundsIn,
  liveBoundRaises,
  namesOfBounds,
  sameBounds,
  withBounds,
} from './bounds/boundChanges.ts';
import { type AgentRecord, type AgentState, type Capability, TIERS } from './model.ts';
import { presentAgent, presentTier } from './present.ts';

/** An edit of an agent, said in its own tiers, and the connectors for which it takes a raised tier back. */
export interface Edit {
  readonly record: AgentRecord;
  readonly endsRaises: readonly string[];
  /** Requests whose wider bounds it takes back. */
  readonly endsBounds: readonly string[];
}

/**
 * An agent is shown with the tiers and bounds that count at the moment, so an edit comes with those. Sent back as it was
 * shown, what was raised stays what it is; a lower tier, or any other bound, takes it back.
 */
export function editOf(before: AgentState, given: AgentRecord, now: Instant): Edit {
  const endsRaises: string[] = [];
  const capabilities = given.capabilities.map((capability): Capability => {
    const { connectorId, tier } = capability;
    const own = before.record.capabilities.find((one) => one.connectorId === connectorId)?.tier;
    const shown = presentTier(before, connectorId, now);
    if (own === undefined || shown === undefined || shown === own) return capability;
    if (tier === shown) return { ...capability, tier: own };
    if (TIERS.indexOf(tier) < TIERS.indexOf(shown)) endsRaises.push(connectorId);
    return capability;
  });
  return { ...boundsOf(before, { ...given, capabilities }, now), endsRaises };
}

/** What is shown wider for a while and comes back like that is not what the record itself says. */
function boundsOf(
  before: AgentState,
  given: AgentRecord,
  now: Instant,
): Pick<Edit, 'record' | 'endsBounds'> {
  const shown = presentAgent(before, now).record;
  const isSentBack = ({ changes }: BoundRaise): boolean => {
    const names = namesOfBounds(changes);
    return sameBounds(boundsIn(given, names), boundsIn(shown, names));
  };
  const live = liveBoundRaises(before, now);
  const kept = live.filter(isSentBack);
  const own = kept.flatMap(({ changes }) => namesOfBounds(changes));
  return {
    record: withBounds(given, boundsIn(before.record, own)),
    endsBounds: live.filter((raise) => !kept.includes(raise)).map(({ request }) => request),
  };
}
