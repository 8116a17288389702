import type { Instant } from '../../../kernel/instant.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { Bounds } from './bounds/boundChanges.ts';
import type { News } from './losing.ts';
import type {
  AgentPeople,
  AgentRecord,
  ConnectorRecord,
  Environment,
  Phase,
  Tier,
} from './model.ts';
import type { ProbationLimits } from './probationLimits.ts';
import type { ToldOwner } from './watch/ownerNews.ts';

/** What a review of a connector leaves behind. */
interface Reviewed {
  readonly connector: ConnectorRecord;
  /** Absent where an admin decided it at the end of a probation. */
  readonly request?: string;
  readonly requester?: Actor;
  /** The admin who confirmed what tools do, and which tools. */
  readonly confirmedBy?: PersonId;
  readonly confirmed: readonly string[];
  /** Of one on probation: what was verified before it was; older events do not say. */
  readonly verified?: ProbationLimits;
}

interface Granted {
  readonly agentId: string;
  readonly connectorId: string;
  readonly tier: Tier;
  readonly request: string;
}

/** Wider bounds, and the agent for which they were asked for. */
interface Rebound {
  readonly agentId: string;
  readonly changes: Bounds;
  readonly from: Bounds;
  readonly reason: string;
  readonly request: string;
}

/** Event type → its data. Imports go past review; an admin's edit can only narrow; the rest follows requests and dates. */
interface RegistryData {
  'agent-imported': { readonly agent: AgentRecord; readonly people: AgentPeople };
  'agent-changed': {
    readonly agent: AgentRecord;
    readonly people: AgentPeople;
    /** Connectors for which the edit also takes a raised tier back. */
    readonly endsRaises?: readonly string[];
    /** Requests whose raised bounds the edit takes back. */
    readonly endsBounds?: readonly string[];
  };
  /** Something was taken from the agent, and the requests that rested on it have been gone through. */
  'rights-settled': {
    readonly agentId: string;
    readonly ended: readonly string[];
    /** The agent's `expires`, where that had come. */
    readonly expired?: string;
  };
  /** Pending requests wait for the new owner, and these people were told. */
  'handover-settled': { readonly agentId: string; readonly told: readonly PersonId[] };
  'connector-imported': { readonly connector: ConnectorRecord };
  'connector-changed': { readonly connector: ConnectorRecord };
  'connector-put-on-probation': Reviewed;
  /** Out of probation, into production. */
  'connector-promoted': Reviewed;
  /** A listed connector got more tools or environments. */
  'connector-widened': Reviewed;
  /** Asked for and turned down: an entry of the list of what is not allowed. */
  'connector-rejected': { readonly connector: ConnectorRecord; readonly request: string };
  'connector-revoked': { readonly connectorId: string; readonly reason: string };
  /** The requests that rested on a connector that was revoked or narrowed have been gone through. */
  'revocation-settled': { readonly connectorId: string; readonly ended: readonly string[] };
  /** Owners whom the news of a connector concerns were found, a portion of them; `done`: that was the last. */
  'connector-owners-found': {
    readonly connectorId: string;
    readonly notice: string;
    readonly news: readonly News[];
    readonly owners: readonly ToldOwner[];
    readonly done: boolean;
  };
  /** So many of a portion were told, up to `after` in the order of their ids. */
  'connector-owners-told': {
    readonly connectorId: string;
    readonly notice: string;
    readonly after: string;
    readonly told: number;
    readonly done: boolean;
  };
  /** The date has come, and these admins are asked what now. */
  'probation-ended': {
    readonly connectorId: string;
    readonly ends: Instant;
    readonly asked: readonly PersonId[];
  };
  'probation-extended': {
    readonly connectorId: string;
    readonly until: Instant;
    /** Older events do not say. */
    readonly verified?: ProbationLimits;
  };
  'probation-card-delivered': {
    readonly connectorId: string;
    readonly person: PersonId;
    readonly activityId: string;
    readonly shows: 'question' | 'decision';
    /** Of the rendered card. */
    readonly hash: string;
  };
  'probation-card-abandoned': {
    readonly connectorId: string;
    readonly person: PersonId;
    readonly status: number;
  };
  'capability-granted': Granted & { readonly reason: string };
  /** To another environment or phase, by a request; tiers that were raised where it was are taken back with it. */
  'agent-promoted': {
    readonly agentId: string;
    readonly environment: Environment;
    readonly phase: Phase;
    readonly request: string;
    /** How it is taken back. */
    readonly rollbackPlan: string;
  };
  /** Bounds of an agent made wider by a request; with `until` for a while. `from`: what they were when it was asked. */
  'agent-bounds-changed': Rebound & { readonly until?: Instant };
  /** Their date has come: its own bounds are what they were. */
  'agent-bounds-ended': {
    readonly agentId: string;
    readonly request: string;
    readonly changes: Bounds;
  };
  /** Bounds of a connector made wider by a request, for every agent that uses it. */
  'connector-bounds-changed': Rebound & { readonly connectorId: string };
  'tier-raised': Granted & { readonly until: Instant; readonly reason: string };
  /** Its date has come, and the requests that rested on it have been gone through. */
  'tier-ended': Granted & { readonly ended: readonly string[] };
}

export type RegistryEventType = keyof RegistryData;
export type RegistryEventOf<T extends RegistryEventType> = {
  [K in T]: { readonly type: K; readonly data: Readonly<RegistryData[K]> };
}[T];
export type RegistryEvent = RegistryEventOf<RegistryEventType>;

export type AgentEvent = RegistryEventOf<
  | 'agent-imported'
  | 'agent-changed'
  | 'rights-settled'
  | 'handover-settled'
  | 'capability-granted'
  | 'agent-promoted'
  | 'agent-bounds-changed'
  | 'agent-bounds-ended'
  | 'tier-raised'
  | 'tier-ended'
>;
export type ConnectorEvent = Exclude<
  RegistryEvent,
  AgentEvent | RegistryEventOf<'connector-owners-told'>
>;
