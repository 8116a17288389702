import type { Instant } from '../../kernel/instant.ts';
import type { AgentRecord, AgentState, Capability } from './domain/model.ts';
import { presentAgent } from './domain/present.ts';

/** A capability as the API shows it: with the tier that counts now, and until when where that one is raised. */
type ShownCapability = Capability & { readonly until?: Instant };
export type AgentView = AgentRecord & {
  readonly capabilities: readonly ShownCapability[];
  readonly status: 'active' | 'paused' | 'retired';
};

/** An agent as the API shows it at a moment. */
export function agentView(
  state: AgentState,
  { now, isPaused }: { readonly now: Instant; readonly isPaused: boolean },
): AgentView {
  const { record } = presentAgent(state, now);
  const capabilities = record.capabilities.map((shown): ShownCapability => {
    const raise = (state.raises ?? [])
      .filter(({ connectorId, tier }) => connectorId === shown.connectorId && tier === shown.tier)
      .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
    const own = state.record.capabilities.find((one) => one.connectorId === shown.connectorId);
    return raise && own?.tier !== shown.tier ? { ...shown, until: raise.until } : shown;
  });
  const status = state.status === 'active' && isPaused ? 'paused' : state.status;
  return { ...record, capabilities, status };
}

/** What is shown and cannot be written. */
interface ReadOnly {
  readonly status?: unknown;
  readonly activity?: unknown;
  readonly capabilities: readonly (Capability & { readonly until?: unknown })[];
}

/** An agent as it came, without the fields that are only shown. */
export function withoutReadOnly(given: Omit<AgentRecord, 'capabilities'> & ReadOnly): AgentRecord {
  const { status: _status, activity: _activity, ...rest } = given;
  const capabilities = given.capabilities.map(({ until: _until, ...capability }) => capability);
  return { ...rest, capabilities };
}
