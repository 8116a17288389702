import type { Instant } from '../../../kernel/instant.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { BoundName } from '../../registry/domain/bounds/boundChanges.ts';
import type { Tier } from '../../registry/domain/model.ts';
import type { ProbationGap } from '../../registry/domain/probationLimits.ts';
import type { Outside } from '../../releases/domain/outside.ts';
import type { Loss } from './events.ts';
import type { Gate } from './phaseGate.ts';
import type { Seat } from './seat.ts';
import type { Status } from './state.ts';

/** Why somebody who might hold a seat may not answer this request. */
export type Exclusion =
  | 'requester'
  | 'beneficiary'
  | 'ownerSetter'
  | 'effectSetter'
  | 'deviationOwner'
  | 'agentIdentity';

/** Why nobody can allow such actions beforehand. */
export type Ungrantable =
  /** It only passes on to other tools: those are what is granted. */
  | 'dispatcher'
  /** It moves money, and nobody said how much at most. */
  | 'amountMissing'
  /** No argument of it says how much it moves. */
  | 'amountUnreadable'
  /** No argument of it names recipients. */
  | 'recipientsUnreadable'
  /** It sends to somebody, and nobody is named. */
  | 'recipientsMissing'
  /** A recipient is no whole address. */
  | 'recipientsInexact'
  /** What an argument points at may change. */
  | 'content'
  | 'tooLong';

/** Who did something and when; `system` is time or a pause. */
export interface Deed {
  readonly at: Instant;
  readonly by: Actor;
  readonly reason?: string;
}

/** How a request was decided or ended, and what came of an approval after that. */
export interface Outcome {
  /** What it rested on, where the end of that ended it. */
  readonly because?: Loss;
  readonly status: Exclude<Status, 'pending'>;
  readonly decided: Deed;
  readonly afterwards?: Deed;
}

/** Code → what a surface needs to say a true sentence about it. */
export interface RefusalData {
  'unknown-request': object;
  // asking
  'too-many-open': { readonly agentId: string; readonly limit: number; readonly next: Instant };
  'too-many-withdrawn': {
    readonly agentId: string;
    readonly limit: number;
    readonly next: Instant;
    readonly waitMs: number;
  };
  'no-approver': { readonly seat: Seat; readonly quorum: number };
  'unknown-agent': { readonly agentId: string };
  'agent-retired': { readonly agentId: string };
  'unknown-connector': { readonly connectorId: string };
  'no-capability': { readonly agentId: string; readonly connectorId: string };
  /** Production was asked for, and the connector is not even on probation. */
  'probation-first': { readonly connectorId: string };
  /** It is not bounded or logged as a probation has to be. */
  'probation-unbounded': { readonly connectorId: string; readonly gaps: readonly ProbationGap[] };
  'above-ceiling': { readonly connectorId: string; readonly ceiling: Tier };
  /** The policy would not have a person decide about it: it forbids it, or allows it anyway. */
  'policy-denies': { readonly because: string };
  'policy-allows': { readonly because: string };
  'not-grantable': { readonly tool: string; readonly why: Ungrantable; readonly field: string };
  /** Its date has come before everybody had agreed. */
  'grant-over': { readonly until: Instant };
  /** What was taken away before is still being gone through. */
  settling: object;
  /** The agent is there already. */
  'nothing-to-promote': { readonly agentId: string };
  /** It would go on by more than one step. */
  'more-than-a-step': { readonly field: 'toEnvironment' | 'toPhase'; readonly next: string };
  /** What was tried before it changed, or failed, has to pass first. */
  'retest-due': { readonly agentId: string; readonly why: string };
  /** It has gone somewhere else since it was asked. */
  'agent-moved': { readonly agentId: string };
  /** A proposal that is what is in force. */
  'nothing-changes': object;
  /** Another policy is in force than when it was proposed, or this server makes another of the same files. */
  'bundle-changed': object;
  /** Its bounds are no more what they were when it was asked. */
  'bounds-moved': { readonly id: string };
  /** These are not made wider by it. */
  'not-wider': { readonly id: string; readonly names: readonly BoundName[] };
  /** Environments and ceiling of a connector come with the end of its probation. */
  'on-probation': { readonly connectorId: string };
  'unknown-person': { readonly name: string };
  /** A deviation is for at most so many days. */
  'too-long': { readonly days: number };
  /** What was asked for is allowed already. */
  'nothing-to-grant': { readonly agentId: string; readonly connectorId: string };
  // answering, withdrawing, undoing
  /** These tools are none of the request's, or this answer confirms none. */
  'not-to-confirm': { readonly tools: readonly string[] };
  'already-decided': { readonly outcome: Outcome };
  'already-answered': { readonly answer: 'approve' | 'reject'; readonly at: Instant };
  'digest-mismatch': object;
  /** The nonce is none of this person's present view. */
  'stale-card': object;
  'not-entitled': { readonly seat: Seat };
  excluded: { readonly why: Exclusion; readonly seat: Seat };
  'backup-not-yet': { readonly from: Instant };
  held: { readonly pause: string };
  /** Approving takes a fresh sign-in, which this answer did not come with. */
  'step-up-needed': { readonly request: string };
  'not-requester': { readonly requester: Actor };
  'not-approved': object;
  'not-its-approver': { readonly approvers: readonly PersonId[] };
  /** `until` is absent where this kind of approval cannot be undone. */
  'undo-too-late': { readonly until?: Instant };
  /** It would take effect now, and no release window is open. */
  'outside-window': { readonly outside: Outside };
  /** The enterprise phase needs what is not there. */
  'gate-not-passed': Gate & { readonly agentId: string };
  // redeeming
  'receipt-foreign': {
    readonly why: 'other-request' | 'other-agent' | 'other-action' | 'not-approved';
  };
  'not-its-agent': { readonly agentId: string };
  'already-redeemed': { readonly at: Instant };
  'approval-undone': { readonly at: Instant; readonly by: Actor };
  'approval-void': { readonly pause: string };
  'agent-paused': { readonly pause: string };
  'approval-lapsed': { readonly redeemBy: Instant };
  'receipt-expired': { readonly expired: Instant };
  /** The arguments that came are others, or the tool's catalogue entry is. */
  'action-changed': { readonly what: 'arguments' | 'catalogue' };
  'connector-revoked': { readonly connectorId: string };
  'tier-ended': { readonly connectorId: string; readonly tier: Tier | undefined };
  'policy-changed': { readonly because: string };
}

export type RefusalCode = keyof RefusalData;
export type RefusalOf<C extends RefusalCode> = {
  [K in C]: { readonly code: K } & Readonly<RefusalData[K]>;
}[C];

/** Why a command on a request was refused: a value, never thrown. */
export type Refusal = RefusalOf<RefusalCode>;
