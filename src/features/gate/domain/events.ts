import type { Surroundings } from '../../policy/domain/input.ts';
import type { ActionFacts, Arguments } from '../../policy/domain/model.ts';

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
    /** With the workflow: the cohort it counts into. */
    readonly department?: string;
    readonly workflow: string;
    readonly justification?: string;
  };
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
