import type { Instant } from '../../../kernel/instant.ts';
import type { AgentRecord, AgentState, Capability } from '../domain/model.ts';
import { presentAgent } from '../domain/present.ts';
import { isOpen, type Notice } from '../domain/watch/notices.ts';
import type { ReportedAgent } from '../domain/watch/reports.ts';
import type { Above, Gathered } from '../domain/watch/templates.ts';
import type { LostSeat } from '../domain/watch/watchEvents.ts';

/** A capability as the API shows it: with the tier that counts now, and until when where that one is raised. */
type ShownCapability = Capability & { readonly until?: Instant };
export type AgentView = AgentRecord & {
  readonly capabilities: readonly ShownCapability[];
  readonly status: 'active' | 'paused' | 'retired';
  /** Whose place nobody has taken, as the last look at the directory found. */
  readonly ownerless?: readonly LostSeat['seat'][];
  /** What people were told to be above the template of its phase. */
  readonly aboveTemplate?: readonly Gathered[];
  /** What other platforms say of it. */
  readonly reported?: readonly Pick<ReportedAgent, 'source' | 'version' | 'lastActive'>[];
};

/** What an agent is shown with besides its own state. */
export interface Moment {
  readonly now: Instant;
  readonly isPaused: boolean;
  /** About its owners. */
  readonly notice: Notice | undefined;
  /** What is above its template. */
  readonly above: readonly Above[];
  readonly reports: readonly ReportedAgent[];
}

/** A pause is not part of an agent's state: it shows on one that is in use. */
export const statusOf = (
  { status }: Pick<AgentState, 'status'>,
  isPaused: boolean,
): AgentView['status'] => (status === 'active' && isPaused ? 'paused' : status);

/** An agent as the API shows it at a moment. */
export function agentView(
  state: AgentState,
  { now, isPaused, notice, above, reports }: Moment,
): AgentView {
  const { record } = presentAgent(state, now);
  const capabilities = record.capabilities.map((shown): ShownCapability => {
    const raise = (state.raises ?? [])
      .filter(({ connectorId, tier }) => connectorId === shown.connectorId && tier === shown.tier)
      .toSorted((a, b) => (a.until < b.until ? 1 : -1))[0];
    const own = state.record.capabilities.find((one) => one.connectorId === shown.connectorId);
    return raise && own?.tier !== shown.tier ? { ...shown, until: raise.until } : shown;
  });
  const status = statusOf(state, isPaused);
  const lost = isOpen(notice) ? (notice.missing ?? []).map(({ seat }) => seat) : [];
  return {
    ...record,
    capabilities,
    status,
    ...(lost.length > 0 && { ownerless: lost }),
    ...(reports.length > 0 && { reported: reports.map(said) }),
    ...(above.length > 0 && { aboveTemplate: above.map(({ counter }) => counter) }),
  };
}

const said = ({ source, version, lastActive }: ReportedAgent) => ({
  source,
  ...(version !== undefined && { version }),
  ...(lastActive !== undefined && { lastActive }),
});

/** What is shown and cannot be written. */
interface ReadOnly {
  readonly status?: unknown;
  readonly activity?: unknown;
  readonly ownerless?: unknown;
  readonly aboveTemplate?: unknown;
  readonly reported?: unknown;
  readonly changedAt?: unknown;
  readonly capabilities: readonly (Capability & { readonly until?: unknown })[];
}

/** An agent as it came, without the fields that are only shown. */
export function withoutReadOnly(given: Omit<AgentRecord, 'capabilities'> & ReadOnly): AgentRecord {
  const {
    status: _status,
    activity: _activity,
    ownerless: _lost,
    aboveTemplate: _above,
    reported: _reported,
    changedAt: _at,
    ...rest
  } = given;
  const capabilities = given.capabilities.map(({ until: _until, ...capability }) => capability);
  return { ...rest, capabilities };
}
