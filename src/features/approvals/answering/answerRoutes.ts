import * as z from 'zod';
import type { Committed, View } from '../../../kernel/ledger.ts';
import { type Actor, actorOf } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { type Call, type Caller, type Route, route, type Success } from '../../../kernel/route.ts';
import { fromCommitted, stored } from '../../../kernel/stored.ts';
import { agents } from '../../registry/domain/fold.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { refusalProblem } from '../domain/problems.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { RequestState } from '../domain/state.ts';
import { answerSchema, reasonSchema, requestIdSchema, requestSchema } from '../schemas.ts';
import { noRequest, type Reader, seen, showRequest } from '../showing/show.ts';
import { wordsOf } from '../showing/telling.ts';
import { giveAnswer, undoApproval } from './answering.ts';
import { type Changed, changeRequest } from './change.ts';

const ANYBODY: readonly Caller[] = ['person', 'agent', 'gateway'];
const none = z.strictObject({});
const byId = z.strictObject({ id: requestIdSchema });

type Shown = Success<Record<string, unknown>> | Problem;
type AnyCall = Call<unknown, unknown, unknown>;
type CommittedChange = Committed<Result<Changed, Refusal>>;

/** What a command on a request came to, for its caller: the request as it is now. A repeat under the same key is told the same. */
async function told(
  deps: ApprovalsDeps,
  id: string,
  committed: CommittedChange,
  reader: Reader,
): Promise<Shown> {
  if (committed.kind === 'key-reused') return fromCommitted(committed, () => noRequest(id));
  if (committed.kind === 'done' && committed.result.ok)
    return { status: 200, body: await showRequest(deps, committed.result.value.after, reader) };
  const now = await deps.ledger.reads.get(requests, id);
  if (!now) return noRequest(id);
  if (committed.kind === 'done' && !committed.result.ok)
    return withClaims(deps, refusalProblem(committed.result.refusal, await wordsOf(deps, now)));
  return { status: 200, body: await showRequest(deps, now, reader) };
}

/** What a token must prove for this answer, as Entra's clients ask for it. */
const withClaims = ({ stepUpContext }: ApprovalsDeps, told: Problem): Problem =>
  told.problem === 'step-up-needed'
    ? {
        ...told,
        claims: JSON.stringify({
          access_token: { acrs: { essential: true, value: stepUpContext } },
        }),
      }
    : told;

/** Kept with an idempotency key: that it was done. What is told on a repeat is read afresh. */
const keyed = ({ idempotency }: Pick<AnyCall, 'idempotency'>) => ({
  idempotency,
  stored: (state: RequestState) => stored({ status: 200, body: { id: state.id } }),
});

const answerRoute = (deps: ApprovalsDeps): Route =>
  route({
    id: 'answerRequest',
    method: 'POST',
    path: '/requests/{id}/answer',
    summary: "Approve or reject, with the person's own token",
    callers: ['person'],
    params: byId,
    query: none,
    body: answerSchema,
    output: requestSchema,
    success: 200,
    problems: [
      'not-found',
      'already-decided',
      'digest-mismatch',
      'held',
      'outside-window',
      'gate-not-passed',
      'step-up-needed',
      'denied',
      'not-needed',
      'probation-first',
      'connector-revoked',
      'tier-ended',
      'policy-changed',
    ],
    handle: async (call): Promise<Shown> => {
      const { principal, roles, params, body } = call;
      if (principal.kind !== 'person' || principal.client !== 'tab')
        return problem('forbidden', "Answers are taken from the tab's own client only.");
      if (!(await seen(deps, params.id, call))) return noRequest(params.id);
      return told(
        deps,
        params.id,
        await giveAnswer(deps, {
          request: params.id,
          person: principal.id,
          roles,
          ...body,
          steppedUpAt: principal.steppedUpAt,
          ...keyed(call),
        }),
        call,
      );
    },
  });

const undoRoute = (deps: ApprovalsDeps): Route =>
  route({
    id: 'undoApproval',
    method: 'POST',
    path: '/requests/{id}/undo',
    summary: 'Take an approval back before it is redeemed',
    callers: ['person'],
    params: byId,
    query: none,
    body: reasonSchema,
    output: requestSchema,
    success: 200,
    problems: ['not-found', 'already-decided', 'already-redeemed', 'not-approved', 'too-late'],
    handle: async (call): Promise<Shown> => {
      const { principal, params, body } = call;
      if (principal.kind !== 'person' || principal.client !== 'tab')
        return problem('forbidden', "Answers are taken from the tab's own client only.");
      if (!(await seen(deps, params.id, call))) return noRequest(params.id);
      return told(
        deps,
        params.id,
        await undoApproval(deps, {
          request: params.id,
          person: principal.id,
          ...body,
          ...keyed(call),
        }),
        call,
      );
    },
  });

/** As whom a caller acts on a request: an agent by its agent id, where its token may speak for it. */
function actorOn(
  deps: ApprovalsDeps,
  state: RequestState,
  { principal }: Reader,
  view: View,
): Actor {
  if (principal.kind !== 'agent') return actorOf(principal);
  const itsOwn = deps.speaksFor(principal.objectId, state.agentId, view.get(agents, state.agentId));
  return { kind: 'agent', id: itsOwn ? state.agentId : principal.objectId };
}

const withdrawRoute = (deps: ApprovalsDeps): Route =>
  route({
    id: 'withdrawRequest',
    method: 'POST',
    path: '/requests/{id}/withdraw',
    summary: 'Take a pending request back, by whoever asked',
    callers: ANYBODY,
    params: byId,
    query: none,
    body: reasonSchema,
    output: requestSchema,
    success: 200,
    problems: ['not-found', 'already-decided'],
    handle: async (call): Promise<Shown> => {
      const state = await seen(deps, call.params.id, call);
      if (!state) return noRequest(call.params.id);
      const by = actorOn(deps, state, call, await deps.ledger.view());
      const { reason } = call.body;
      const withdrawn = await changeRequest(deps, {
        request: state.id,
        by,
        command: () => ok({ type: 'withdraw', by, ...(reason && { reason }) }),
        idempotency: call.idempotency,
        answer: keyed(call).stored,
      });
      return told(deps, state.id, withdrawn, call);
    },
  });

export const answerRoutes = (deps: ApprovalsDeps): readonly Route[] => [
  answerRoute(deps),
  undoRoute(deps),
  withdrawRoute(deps),
];
