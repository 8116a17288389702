import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import { agents, connectors } from '../registry/domain/fold.ts';
import type { AgentState } from '../registry/domain/model.ts';
import { presentTier } from '../registry/domain/present.ts';
import type { Cohorts } from './cohorts.ts';
import type { Speaker } from './domain/authorized.ts';
import type { CallerIdentity, Permission } from './domain/events.ts';

/** Domains kept with a decision; the connector's record has them all. */
const MOST_DOMAINS = 20;

/** The capability a call rests on at a moment; undefined where the agent has none for the connector. */
function permissionOf(
  state: AgentState,
  connectorId: string,
  now: Instant,
): Permission | undefined {
  const own = state.record.capabilities.find((one) => one.connectorId === connectorId);
  const tier = presentTier(state, connectorId, now);
  if (own === undefined || tier === undefined) return undefined;
  const raise = (state.raises ?? []).find(
    (one) => one.connectorId === connectorId && one.tier === tier && now < one.until,
  );
  const raisedBy = tier !== own.tier && raise ? { raisedBy: raise.request } : {};
  return { tier, reason: own.reason, ...raisedBy };
}

/** What stands with a decision besides the call. An agent that names no version of itself speaks as the registered one. */
export function speakerOf(
  view: View,
  call: AuthorizeCall,
  { identity, cohorts }: { readonly identity: CallerIdentity; readonly cohorts: Cohorts },
  now: Instant,
): Speaker {
  const state = view.get(agents, call.agentId);
  const counted = cohorts.of(state, call, now);
  const connector = view.get(connectors, call.connectorId);
  const domains = connector?.record.dataDomains ?? [];
  const permission = state && permissionOf(state, call.connectorId, now);
  return {
    agentVersion: call.agentVersion ?? state?.record.version ?? 'unknown',
    ...(state && { department: state.record.department }),
    ...(domains.length > 0 && { dataDomains: domains.slice(0, MOST_DOMAINS) }),
    ...(permission && { permission }),
    ...(state?.record.quota && { metered: true as const }),
    ...(counted && { counted }),
    ...(connector && { listed: true as const }),
    identity,
  };
}
