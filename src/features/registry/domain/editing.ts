import type { Instant } from '../../../kernel/instant.ts';
import { type AgentRecord, type AgentState, type Capability, TIERS } from './model.ts';
import { presentTier } from './present.ts';

/** An edit of an agent, said in its own tiers, and the connectors for which it takes a raised tier back. */
export interface Edit {
  readonly record: AgentRecord;
  readonly endsRaises: readonly string[];
}

/**
 * An agent is shown with the tiers that count at the moment, so an edit comes with those. Sent back as it was shown, a
 * raised tier stays what it is; a lower one takes it back.
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
  return { record: { ...given, capabilities }, endsRaises };
}
