import { isBefore } from '../../../kernel/instant.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Consent, Finding } from '../../policy/domain/model.ts';
import { TIER_EFFECTS } from '../../registry/domain/model.ts';
import { isUsable } from '../../registry/domain/present.ts';
import type { Context, Redeem } from './commands.ts';
import type { Loss, RequestEvent } from './events.ts';
import type { Refusal } from './refusals.ts';
import { endOf, livePause, standing, voiding } from './standing.ts';
import type { RequestState } from './state.ts';

/**
 * Uses an approval up, once. What is refused first is what the caller can do least about:
 * 1. a receipt that is none for this request, or a caller it is not for: nothing is said about the request;
 * 2. what has ended the request for good: redeemed (so that a lost answer is never executed twice, however late the
 *    second try), then undone;
 * 3. a pause that is in force, before the void it causes: the answer must not depend on whether the void is written yet;
 * 4. void, then the times: the request's own, then the receipt's (a fresh receipt would help);
 * 5. what is presented: other arguments than the approved ones;
 * 6. the world, particular before general: the policy denies also because of connectors and tiers, and says less.
 */
export function redeem(
  command: Redeem,
  state: RequestState | undefined,
  context: Context,
): Result<readonly RequestEvent[], Refusal> {
  if (state === undefined) return refuse({ code: 'receipt-foreign', why: 'other-request' });
  const refusal =
    foreign(command, state) ??
    over(state, context) ??
    late(command, state, context) ??
    changed(command, state) ??
    forbidden(command, state, context);
  if (refusal !== undefined) return refuse(refusal);
  const data = { ...endOf(state, context), jti: command.receipt.jti };
  return ok([{ type: 'request-redeemed', data }]);
}

function foreign({ receipt, by }: Redeem, state: RequestState): Refusal | undefined {
  const why = mismatch(receipt, state);
  if (why !== undefined) return { code: 'receipt-foreign', why };
  const itsOwn = by.kind === 'gateway' || (by.kind === 'agent' && by.id === state.agentId);
  return itsOwn ? undefined : { code: 'not-its-agent', agentId: state.agentId };
}

function mismatch(receipt: Redeem['receipt'], state: RequestState) {
  if (receipt.request !== state.id) return 'other-request';
  if (receipt.agent !== state.agentId) return 'other-agent';
  if (receipt.digest !== state.digest) return 'other-action';
  return state.approval?.redeemBy === undefined ? 'not-approved' : undefined;
}

function over(state: RequestState, context: Context): Refusal | undefined {
  const { status, end } = state;
  if (status === 'redeemed' && end) return { code: 'already-redeemed', at: end.at };
  if (status === 'undone' && end) return { code: 'approval-undone', at: end.at, by: end.by };
  const pause = livePause(context.hits);
  if (pause !== undefined) return { code: 'agent-paused', pause: pause.id };
  if (end?.because !== undefined) return lost(end.because, state, context);
  const voidedBy = end?.pause ?? voiding(state, context.hits)?.id;
  return voidedBy === undefined ? undefined : { code: 'approval-void', pause: voidedBy };
}

function lost(because: Loss, { connectorId = '' }: RequestState, { agent }: Context): Refusal {
  if (because === 'connectorRevoked') return { code: 'connector-revoked', connectorId };
  if (because === 'agentExpired')
    return { code: 'policy-changed', because: 'The agent had expired after it was approved.' };
  const { tier } = agent?.record.capabilities.find((one) => one.connectorId === connectorId) ?? {};
  return { code: 'tier-ended', connectorId, tier };
}

function late({ receipt }: Redeem, state: RequestState, context: Context): Refusal | undefined {
  const redeemBy = state.approval?.redeemBy ?? state.due;
  if (standing(state, context) !== 'approved') return { code: 'approval-lapsed', redeemBy };
  if (isBefore(context.now, receipt.expires)) return undefined;
  return { code: 'receipt-expired', expired: receipt.expires };
}

const changed = ({ digest }: Redeem, state: RequestState): Refusal | undefined =>
  digest === state.digest ? undefined : { code: 'action-changed', what: 'arguments' };

function forbidden({ judged }: Redeem, state: RequestState, context: Context): Refusal | undefined {
  const { connectorId = '' } = state;
  const { facts, finding } = judged;
  if (!isUsable(context.connector)) return { code: 'connector-revoked', connectorId };
  if (facts === undefined) return { code: 'policy-changed', because: finding.because };
  if (state.kind !== 'outboundAction' || judged.catalogue !== state.catalogue)
    return { code: 'action-changed', what: 'catalogue' };
  const { tier } = facts;
  if (tier === undefined || !TIER_EFFECTS[tier].includes(facts.effect))
    return { code: 'tier-ended', connectorId, tier };
  return covers(state, finding) ? undefined : { code: 'policy-changed', because: finding.because };
}

/** Why a redemption that took place is not repeated to its caller: what would forbid it now, time and its being spent aside. */
export function notRepeated(
  command: Redeem,
  state: RequestState,
  context: Context,
): Refusal | undefined {
  const pause = livePause(context.hits);
  return pause === undefined
    ? forbidden(command, state, context)
    : { code: 'agent-paused', pause: pause.id };
}

/** Whether what people approved is at least what the policy asks for now. An action that needs no approval any more is covered. */
function covers(state: RequestState, { outcome, obligations }: Finding): boolean {
  if (outcome !== 'needsApproval' || obligations === undefined) return outcome === 'allow';
  const { further = [], stepUp } = obligations;
  return (
    (stepUp !== true || state.stepUp === true) &&
    [obligations, ...further].every((consent) => agreed(state, consent))
  );
}

const agreed = ({ stages }: RequestState, { approver, quorum }: Consent): boolean =>
  stages.some(
    ({ seat, answers }) =>
      (seat.kind === 'role' ? seat.role : seat.kind) === approver &&
      new Set(answers.map(({ person }) => person)).size >= quorum,
  );
