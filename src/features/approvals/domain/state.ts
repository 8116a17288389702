import { type Instant, millisecondsBetween, plus } from '../../../kernel/instant.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import type { ActionFacts, Arguments } from '../../policy/domain/model.ts';
import type { EscalationStep } from '../../registry/domain/model.ts';
import type {
  AskedBounds,
  AskedConnector,
  AskedDeviation,
  AskedGrant,
  AskedPolicyChange,
  AskedPromotion,
  AskedTier,
} from './commands.ts';
import type { Capacity, Loss, RequestKindName } from './events.ts';
import type { AskedModelList } from './modelList.ts';
import type { Right } from './right.ts';
import type { Seat } from './seat.ts';

/** `pending → approved | rejected | expired | withdrawn`; `approved → redeemed | lapsed | undone | void`. */
export const STATUSES = [
  'pending',
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'redeemed',
  'lapsed',
  'undone',
  'void',
] as const;
export type Status = (typeof STATUSES)[number];

export interface Answer {
  readonly person: PersonId;
  readonly as: Capacity;
  readonly answer: 'approve' | 'reject';
  readonly at: Instant;
  readonly reason?: string;
  readonly preset?: string;
  /** The tools whose claimed effect it confirmed. */
  readonly confirms?: readonly string[];
  /** What gave the right to. */
  readonly right?: Right;
}

export interface Stage {
  readonly seat: Seat;
  /** How many different people must approve. */
  readonly quorum: number;
  readonly answers: readonly Answer[];
  /** Absent: not open yet. */
  readonly openedAt?: Instant;
  /** Who was asked, in the order they were. Empty until it opens. */
  readonly invited: readonly PersonId[];
  /** The backup has been asked, or would have been were they not excluded (an owner's seat only). */
  readonly backupJoined: boolean;
  /** Whom time has asked besides, in that order (an owner's seat only). */
  readonly escalated?: readonly Escalation[];
}

/** A step of the agent's escalation path that was taken, and who was asked by it. */
export interface Escalation {
  readonly to: EscalationStep;
  readonly invited: readonly PersonId[];
}

export interface Approval {
  readonly at: Instant;
  /** Governance seq of `request-approved`: a pause with a higher one makes the approval void. */
  readonly seq: number;
  readonly approvers: readonly PersonId[];
  readonly redeemBy?: Instant;
  readonly undoUntil?: Instant;
}

/** How a request ended; the status says as what. */
export interface End {
  readonly at: Instant;
  readonly by: Actor;
  readonly reason?: string;
  readonly preset?: string;
  /** The pause that made it void. */
  readonly pause?: string;
  /** What it rested on, and that ended first. */
  readonly because?: Loss;
  /** The receipt that was redeemed. */
  readonly jti?: string;
}

/** What stands in a person's conversation. */
export interface StandingCard {
  /** Key of the conversation, for `Ledger.conversation`. */
  readonly conversation: string;
  readonly activityId: string;
  /** Of the rendered card. */
  readonly hash: string;
  /** The request's `version` when it was rendered. */
  readonly shows: number;
}

/** A person who has or should have a card. */
export interface Viewer {
  readonly person: PersonId;
  readonly standing?: StandingCard;
  /** When the card last fell behind `version`, or was brought up to date: the time its delivery is due. */
  readonly behindSince: Instant;
  /** Teams refused for good. */
  readonly abandoned: boolean;
}

/** What every kind of request has. */
interface RequestCore {
  /** `AR-<n>`. */
  readonly id: string;
  readonly kind: RequestKindName;
  readonly status: Status;
  readonly requester: Actor;
  readonly agentId: string;
  /** Absent where it is about the agent as a whole. */
  readonly connectorId?: string;
  readonly digest: string;
  readonly askedAt: Instant;
  readonly askedSeq: number;
  readonly due: Instant;
  readonly redeemMs?: number;
  readonly undoMs?: number;
  /** Whoever approves has to have signed in anew. */
  readonly stepUp?: true;
  readonly stages: readonly Stage[];
  /** Index of the stage that is open, or was last. */
  readonly stage: number;
  /** Part of every view's nonce; grows when the seat's holders change. */
  readonly round: number;
  readonly approval?: Approval;
  readonly end?: End;
  /** Grows with each event that changes what cards show. */
  readonly version: number;
  readonly audience: readonly Viewer[];
}

/** A request to do one action, once. */
export interface ActionRequest extends RequestCore {
  readonly kind: 'outboundAction';
  readonly connectorId: string;
  readonly tool: string;
  readonly arguments: Arguments;
  readonly justification?: string;
  readonly onBehalfOf?: string;
  readonly workflow?: string;
  readonly model?: string;
  readonly beneficiary?: PersonId;
  readonly facts: ActionFacts;
  readonly because: string;
  readonly policies: readonly string[];
  readonly bundle: string;
  /** Hash of the tool's catalogue entry when it was asked. */
  readonly catalogue: string;
}

/** A request for a connector. */
export interface ConnectorRequest extends RequestCore, Omit<AskedConnector, keyof RequestCore> {
  readonly kind: 'connector';
  readonly connectorId: string;
}

/** A request for more rights on a connector. */
export interface TierRequest extends RequestCore, Omit<AskedTier, keyof RequestCore> {
  readonly kind: 'tierEscalation';
  readonly connectorId: string;
}

/** A request that something may be done without asking, for a while. */
export interface GrantRequest extends RequestCore, Omit<AskedGrant, keyof RequestCore> {
  readonly kind: 'standingGrant';
  readonly connectorId: string;
}

/** A request that an agent runs in another environment or phase. */
export interface PromotionRequest extends RequestCore, Omit<AskedPromotion, keyof RequestCore> {
  readonly kind: 'promotion';
}

/** A request that an agent, or a connector for it, is bounded less. */
export interface BoundsRequest extends RequestCore, Omit<AskedBounds, keyof RequestCore> {
  readonly kind: 'boundsChange';
}

/** A request that an agent may differ from a standard, for a while. */
export interface DeviationRequest extends RequestCore, Omit<AskedDeviation, keyof RequestCore> {
  readonly kind: 'deviation';
}

/** A request that another policy is put in force. */
export interface PolicyRequest extends RequestCore, Omit<AskedPolicyChange, keyof RequestCore> {
  readonly kind: 'policyChange';
}

/** A request that a business group may use more models. */
export interface ModelListRequest extends RequestCore, Omit<AskedModelList, keyof RequestCore> {
  readonly kind: 'modelList';
}

/** The present state of a request of any kind. */
export type RequestState =
  | ActionRequest
  | ConnectorRequest
  | TierRequest
  | GrantRequest
  | PromotionRequest
  | BoundsRequest
  | DeviationRequest
  | PolicyRequest
  | ModelListRequest;

/** The stage whose turn it is; the last one once decided. */
export function openStage(state: RequestState): Stage {
  const stage = state.stages[state.stage];
  if (stage === undefined) throw new RangeError(`${state.id} has no stage ${state.stage}`);
  return stage;
}

/** All answers that counted, in the order of the stages. */
export const answersOf = (state: RequestState): readonly Answer[] =>
  state.stages.flatMap((stage) => stage.answers);

/** Who has approved, in the order of the stages. */
export const approversOf = (state: RequestState): readonly PersonId[] =>
  answersOf(state)
    .filter(({ answer }) => answer === 'approve')
    .map(({ person }) => person);

const BACKUP_SHARE = 0.8;

/** 80 % of the window: from this moment on the backup may answer too. */
export const backupFrom = ({ askedAt, due }: Pick<RequestState, 'askedAt' | 'due'>): Instant =>
  plus(askedAt, Math.round(millisecondsBetween(askedAt, due) * BACKUP_SHARE));

/** The share of the window after which a step is taken. */
const STEP_SHARES: Readonly<Record<EscalationStep, number>> = { manager: 0.9, board: 0.95 };

const stepAt = ({ askedAt, due }: RequestState, step: EscalationStep): Instant =>
  plus(askedAt, Math.round(millisecondsBetween(askedAt, due) * STEP_SHARES[step]));

/**
 * The steps of the open stage and from when on each counts. The board is left out where it has a seat of its own: a person
 * answers one stage, and whoever helps out here would be missing there.
 */
export function escalationOf(
  state: RequestState,
): readonly { readonly to: EscalationStep; readonly at: Instant }[] {
  const { seat, quorum } = openStage(state);
  if (seat.kind !== 'businessOwner' || quorum > 1) return [];
  const seated = state.stages.some((one) => one.seat.kind === 'role' && one.seat.role === 'board');
  return (seat.later ?? [])
    .filter((to) => to !== 'board' || !seated)
    .map((to) => ({ to, at: stepAt(state, to) }));
}

/** The step that time takes next; undefined: none is left. */
export const nextStep = (state: RequestState) =>
  escalationOf(state).find(
    ({ to }) => !(openStage(state).escalated ?? []).some((taken) => taken.to === to),
  );

/** True while an equal action finds this request instead of opening another: pending, or approved and still to be redeemed. */
export const isLive = (state: RequestState): boolean =>
  state.status === 'pending' ||
  (state.status === 'approved' && state.approval?.redeemBy !== undefined);

/** Whether a person's card shows less than there is. What was abandoned stays as it is. */
export const isBehind = (state: RequestState, viewer: Viewer): boolean =>
  !viewer.abandoned && (viewer.standing?.shows ?? 0) < state.version;
