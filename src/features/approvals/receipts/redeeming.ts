import { doneOf, type Idempotency, type Tx } from '../../../kernel/ledger.ts';
import type { Actor, Principal } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Success } from '../../../kernel/route.ts';
import { fromCommitted, stored } from '../../../kernel/stored.ts';
import { actionDigest } from '../../policy/domain/action.ts';
import { judgeCall } from '../../policy/domain/judge.ts';
import type { Arguments } from '../../policy/domain/model.ts';
import { agents } from '../../registry/domain/fold.ts';
import { changeRequest } from '../answering/change.ts';
import { contextOf } from '../context.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { Redeem } from '../domain/commands.ts';
import { requests } from '../domain/entity.ts';
import { refusalProblem } from '../domain/problems.ts';
import { notRepeated } from '../domain/redeem.ts';
import type { Refusal } from '../domain/refusals.ts';
import { type ActionRequest, approversOf, type RequestState } from '../domain/state.ts';
import { wordsOf } from '../showing/telling.ts';
import { refolded } from './receiptFor.ts';
import { presented, type ReceiptClaims, verifyReceipt } from './receipts.ts';

export type Redeemed = {
  readonly request: string;
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly digest: string;
  readonly approvers: readonly string[];
  readonly redeemed: true;
};

export interface Redemption {
  readonly receipt: string;
  readonly arguments: Arguments;
  readonly principal: Principal;
  readonly idempotency: Idempotency | undefined;
}

const redeemedOf = (state: ActionRequest): Redeemed => ({
  request: state.id,
  agentId: state.agentId,
  connectorId: state.connectorId,
  tool: state.tool,
  digest: state.digest,
  approvers: approversOf(state),
  redeemed: true,
});

/** A receipt is only ever minted for an action, so nothing else gets here. */
function redeemedBody(state: RequestState): Redeemed {
  if (state.kind !== 'outboundAction') throw new TypeError(`${state.id} has nothing to redeem`);
  return redeemedOf(state);
}

/** Spends an approval: once, for the exact action, while everything that allowed it still does. */
export async function redeemReceipt(
  deps: ApprovalsDeps,
  redemption: Redemption,
): Promise<Success<Redeemed> | Problem> {
  const claims = claimsOf(deps, redemption.receipt);
  if (!claims) return problem('receipt-invalid', 'This is not a receipt for an approval of ours.');
  const by = await actorFor(deps, redemption.principal, claims.agent);
  if (!by)
    return problem(
      'forbidden',
      `Only a gateway or ${claims.agent} itself can redeem this receipt.`,
    );
  const row = await deps.ledger.reads.get(requests, claims.request);
  if (row) await refolded(deps.ledger, row);
  const committed = await changeRequest(deps, {
    request: claims.request,
    by,
    idempotency: redemption.idempotency,
    command: (state, _context, tx) => commandOf(deps, { by, claims, redemption }, state, tx),
    answer: (state) => stored({ status: 200, body: redeemedBody(state) }),
  });
  const refusal =
    committed.kind === 'repeated'
      ? await refusedByNow(deps, { by, claims, redemption })
      : committed.kind === 'done' && !committed.result.ok && committed.result.refusal;
  if (refusal) return refusedAs(deps, claims.request, refusal);
  return fromCommitted(committed, (result) =>
    result.ok
      ? { status: 200, body: redeemedBody(result.value.before) }
      : problem('internal', 'A refusal was expected to be told before.'),
  );
}

interface Presented {
  readonly by: Actor;
  readonly claims: ReceiptClaims;
  readonly redemption: Redemption;
}

/** The command to redeem, its call judged by the registry and the policy of this try. */
function commandOf(
  deps: ApprovalsDeps,
  { by, claims, redemption }: Presented,
  state: RequestState,
  tx: Tx,
): Result<Redeem, Refusal> {
  if (state.kind !== 'outboundAction') return refuse({ code: 'unknown-request' });
  const call = {
    agentId: state.agentId,
    connectorId: state.connectorId,
    tool: state.tool,
    arguments: redemption.arguments,
    ...(state.model !== undefined && { model: state.model }),
  };
  const digest = actionDigest(deps.tenant, call, state.catalogue);
  const judged = judgeCall(deps.rules, tx.view, call, tx.now);
  return ok({ type: 'redeem', by, receipt: presented(claims), digest, judged });
}

/** What a stored redemption allowed may have been stopped since: asked at the present version, not at one in memory. */
async function refusedByNow(
  deps: ApprovalsDeps,
  presented: Presented,
): Promise<Refusal | undefined> {
  const committed = await deps.ledger.commit<Refusal | undefined>(async (tx) => {
    const state = await tx.get(requests, presented.claims.request);
    const command = state && commandOf(deps, presented, state, tx);
    const refusal =
      state && command?.ok
        ? notRepeated(command.value, state, contextOf(deps, tx, state, {}))
        : undefined;
    return { by: presented.by, events: [], result: () => refusal };
  });
  return doneOf(committed);
}

/** A receipt of ours that is past its time is still presented: of a redeemed request it is worth telling so. */
function claimsOf(deps: ApprovalsDeps, receipt: string): ReceiptClaims | undefined {
  const { issuer, audience, keys } = deps.receipts;
  const read = verifyReceipt(receipt, {
    issuer,
    audience,
    tenant: deps.tenant,
    keys,
    now: deps.clock.now(),
  });
  if (read.ok) return read.value;
  return read.refusal.code === 'receipt-expired' ? read.refusal.receipt : undefined;
}

/** In the ledger an agent stands by its agent id, a gateway by its object id. */
async function actorFor(
  deps: ApprovalsDeps,
  principal: Principal,
  agentId: string,
): Promise<Actor | undefined> {
  if (principal.kind === 'gateway') return { kind: 'gateway', id: principal.objectId };
  if (principal.kind !== 'agent') return undefined;
  const agent = (await deps.ledger.view()).get(agents, agentId);
  return deps.speaksFor(principal.objectId, agentId, agent)
    ? { kind: 'agent', id: agentId }
    : undefined;
}

/** Told with the names of whoever decided. A receipt that names a request we do not have is none of ours. */
async function refusedAs(deps: ApprovalsDeps, request: string, refusal: Refusal): Promise<Problem> {
  const words = await wordsOf(deps, await deps.ledger.reads.get(requests, request));
  return refusalProblem(
    refusal.code === 'unknown-request'
      ? { code: 'receipt-foreign', why: 'other-request' }
      : refusal,
    words,
  );
}
