import * as z from 'zod';
import type { Problem } from '../../kernel/problems.ts';
import { type Call, type Caller, type Route, route, type Success } from '../../kernel/route.ts';
import { answerRoutes } from './answering/answerRoutes.ts';
import { askOverHttp } from './asking/asking.ts';
import { askSchema } from './asking/askSchemas.ts';
import type { ApprovalsDeps } from './deps.ts';
import type { RequestState } from './domain/state.ts';
import { touchedBy } from './domain/touched.ts';
import { receiptFor } from './receipts/receiptFor.ts';
import { redeemReceipt } from './receipts/redeeming.ts';
import { redeemedSchema, redeemSchema, requestIdSchema, requestSchema } from './schemas.ts';
import { byNumber } from './showing/byNumber.ts';
import { type ListingDeps, listRequests, listSchema } from './showing/listing.ts';
import { noRequest, type Reader, seen, showRequest, statusNow } from './showing/show.ts';
import { nextEvent } from './showing/wait.ts';

const ANYBODY: readonly Caller[] = ['person', 'agent', 'gateway'];
const none = z.strictObject({});
const byId = z.strictObject({ id: requestIdSchema });
const waiting = z.strictObject({ wait: z.coerce.number().int().min(0).max(30).default(0) });

type Shown = Success<Record<string, unknown>> | Problem;
type AnyCall = Call<unknown, unknown, unknown>;

/** With a receipt for those who may redeem: minted afresh on each read. */
async function shown(
  deps: ApprovalsDeps,
  state: RequestState,
  reader: Reader,
): Promise<Record<string, unknown>> {
  const [body, receipt] = await Promise.all([
    showRequest(deps, state, reader),
    reader.principal.kind === 'person' ? undefined : receiptFor(deps, state),
  ]);
  return receipt === undefined ? body : { ...body, receipt };
}

const isPending = async (deps: ApprovalsDeps, state: RequestState): Promise<boolean> =>
  statusNow(state, deps.clock.now(), deps.hits(await deps.ledger.view(), touchedBy(state))) ===
  'pending';

/** Answers as soon as the request is no longer pending, and after `wait` seconds in any case. */
async function longPoll(
  deps: ApprovalsDeps,
  id: string,
  wait: number,
  call: AnyCall,
): Promise<RequestState | undefined> {
  const until = performance.now() + wait * 1_000;
  for (;;) {
    const state = await seen(deps, id, call);
    const left = until - performance.now();
    if (!state || left <= 0 || call.signal.aborted || !(await isPending(deps, state))) return state;
    await nextEvent(deps.ledger, id, left, call.signal);
  }
}

const getRoute = (deps: ApprovalsDeps): Route =>
  route({
    id: 'getRequest',
    method: 'GET',
    path: '/requests/{id}',
    summary: 'A request; with wait=30 answered as soon as it is no longer pending',
    callers: ANYBODY,
    params: byId,
    query: waiting,
    body: undefined,
    output: requestSchema,
    success: 200,
    problems: ['not-found'],
    handle: async (call): Promise<Shown> => {
      const state = await longPoll(deps, call.params.id, call.query.wait, call);
      return state
        ? { status: 200, body: await shown(deps, state, call) }
        : noRequest(call.params.id);
    },
  });

const listRoute = (deps: ListingDeps): Route =>
  route({
    id: 'listRequests',
    method: 'GET',
    path: '/requests',
    summary: 'Requests this caller may see',
    callers: ANYBODY,
    params: none,
    query: listSchema,
    body: undefined,
    output: z.strictObject({ items: z.array(requestSchema) }),
    success: 200,
    problems: [],
    handle: (call) => listRequests(deps, call.query, call),
  });

const askRoute = (deps: ApprovalsDeps): Route =>
  route({
    id: 'askRequest',
    method: 'POST',
    path: '/requests',
    summary: 'Ask people to approve an action, a connector or a tier',
    callers: ANYBODY,
    params: none,
    query: none,
    body: askSchema,
    output: requestSchema,
    success: 201,
    problems: [
      'denied',
      'not-needed',
      'not-found',
      'no-approver',
      'probation-first',
      'connector-revoked',
      'too-many-open',
      'too-many-withdrawn',
      'agent-paused',
      'policy-changed',
    ],
    // What a change of the policy would have decided is computed first.
    patientWith: ({ kind }) => kind === 'policyChange',
    handle: (call) => askOverHttp(deps, call, shown),
  });

const redeemRoute = (deps: ApprovalsDeps): Route =>
  route({
    id: 'redeemReceipt',
    method: 'POST',
    path: '/receipts/redeem',
    summary: 'Spend an approval, once, right before the action is done',
    callers: ['agent', 'gateway'],
    params: none,
    query: none,
    body: redeemSchema,
    output: redeemedSchema,
    success: 200,
    problems: [
      'receipt-invalid',
      'already-redeemed',
      'action-changed',
      'approval-undone',
      'approval-void',
      'expired',
      'agent-paused',
      'policy-changed',
      'tier-ended',
      'connector-revoked',
    ],
    handle: ({ body, principal, idempotency }) =>
      redeemReceipt(deps, { ...body, principal, idempotency }),
  });

export const approvalRoutes = (deps: ApprovalsDeps): readonly Route[] => [
  askRoute(deps),
  listRoute({ ...deps, byNumber: byNumber(deps.ledger) }),
  getRoute(deps),
  ...answerRoutes(deps),
  redeemRoute(deps),
];
