import type { Principal } from '../../../kernel/people.ts';
import type { Surroundings } from '../../policy/domain/input.ts';
import type { CallContext } from '../../policy/domain/judge.ts';
import type { ActionFacts, Arguments } from '../../policy/domain/model.ts';
import type { Tier } from '../../registry/domain/model.ts';

/** What was decided about one call, with what a later reader needs to answer who, why, by which permission and with whose consent. */
export type ActionAuthorized = {
  readonly type: 'action-authorized';
  readonly data: {
    readonly agent: string;
    readonly connector: string;
    readonly tool: string;
    readonly outcome: 'allow' | 'deny' | 'needsApproval';
    readonly because: string;
    readonly policies: readonly string[];
    readonly bundle: string;
    /** The action digest: it covers the arguments, which are not repeated here. */
    readonly digest: string;
    /** What was called with, in full: on a connector that is on probation. */
    readonly arguments?: Arguments;
    /** Absent where the call could not be understood. */
    readonly facts?: ActionFacts;
    /** With the facts: all that the policies read, so that other rules can be judged by it later. */
    readonly surroundings?: Surroundings;
    readonly request?: string;
    /** The standing grant that allowed it. */
    readonly grant?: string;
    readonly onBehalfOf?: string;
    readonly sessionId?: string;
    readonly surface?: string;
    readonly agentVersion: string;
    /** The model that the agent said it ran on. */
    readonly model?: string;
    /** With the workflow: the cohort it counts into. */
    readonly department?: string;
    readonly workflow: string;
    readonly justification?: string;
    /** What the connector reaches. */
    readonly dataDomains?: readonly string[];
    /** Whose token called. */
    readonly identity?: CallerIdentity;
    /** The capability it rested on, as it stood then. */
    readonly permission?: Permission;
    readonly context?: CallContext;
    /** The agent has a quota, of which this is one unless it was denied. */
    readonly metered?: true;
    readonly counted?: Counted;
    /** Somebody recorded the connector, whatever became of it: its calls are counted. */
    readonly listed?: true;
  };
};

/** Nobody had registered the agent · it was called for more workflows than have figures of their own. Absent: as its workflow says. */
export type Counted = 'unknown' | 'other';

export type CallerIdentity = {
  readonly kind: Principal['kind'];
  readonly objectId: string;
};

export type Permission = {
  readonly tier: Tier;
  /** Why the agent has the capability. */
  readonly reason: string;
  /** The request that raised the tier for a while. */
  readonly raisedBy?: string;
};

export type OutcomeReported = {
  readonly type: 'outcome-reported';
  readonly data: {
    readonly decision: string;
    readonly agent: string;
    readonly department?: string;
    readonly workflow: string;
    readonly outcome: 'used' | 'edited' | 'discarded' | 'failed';
    readonly edit?: 'light' | 'heavy';
    readonly seconds?: number;
    readonly baselineSeconds?: number;
    readonly counted?: Counted;
    /** With it all five questions about an action can be answered: counted once an action. */
    readonly explained?: true;
  };
};

export const isAuthorized = (event: {
  readonly type: string;
  readonly data: object;
}): event is ActionAuthorized => event.type === 'action-authorized';
export const isOutcome = (event: {
  readonly type: string;
  readonly data: object;
}): event is OutcomeReported => event.type === 'outcome-reported';
