import * as z from 'zod';
import { type Problem, type ProblemCode, problem } from '../../kernel/problems.ts';
import { type Call, type Route, route, type Success } from '../../kernel/route.ts';
import { notDone, stored } from '../../kernel/stored.ts';
import { agents } from '../registry/domain/fold.ts';
import type { GrantsDeps } from './deps.ts';
import type { GrantRefusal } from './domain/rights.ts';
import { type GrantState, grants } from './domain/state.ts';
import { revokeGrant } from './revoking.ts';
import { refusalSentence } from './sentences.ts';
import { grantsFor, liveGrants, shownGrant } from './showing.ts';

const none = z.strictObject({});
const grantId = z.string().regex(/^AR-[1-9]\d{0,14}$/, 'a grant has the id of its request: AR-7');

const grantSchema = z.strictObject({
  id: z.string(),
  requestId: z.string(),
  agentId: z.string(),
  connectorId: z.string(),
  tool: z.string(),
  recipients: z.array(z.string()),
  amountUpTo: z.string().optional(),
  currency: z.string().optional(),
  until: z.string(),
  givenAt: z.string(),
  approvers: z.array(z.string()),
  reason: z.string(),
  status: z.enum(['live', 'revoked', 'ended']),
});

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>;

/** The live grants that a caller may know of: a person's, an agent's own, all for a gateway. */
async function readable(deps: GrantsDeps, { principal, roles }: AnyCall): Promise<GrantState[]> {
  const [view, now] = [await deps.ledger.view(), deps.clock.now()];
  if (principal.kind === 'person')
    return [...grantsFor({ person: principal.id, roles }, view, now)];
  return liveGrants(view, now).filter(
    ({ agentId }) =>
      principal.kind === 'gateway' ||
      (principal.kind === 'agent' &&
        deps.speaksFor(principal.objectId, agentId, view.get(agents, agentId))),
  );
}

const listRoute = (deps: GrantsDeps): Route =>
  route({
    id: 'listGrants',
    method: 'GET',
    path: '/grants',
    summary: 'The standing grants in force that this caller may see',
    callers: ['person', 'agent', 'gateway'],
    params: none,
    query: z.strictObject({ agentId: z.string().min(1).max(64).optional() }),
    body: undefined,
    output: z.strictObject({ items: z.array(grantSchema) }),
    success: 200,
    problems: [],
    handle: async (call) => {
      const { agentId } = call.query;
      const all = await readable(deps, call);
      const wanted = all.filter((one) => agentId === undefined || one.agentId === agentId);
      const now = deps.clock.now();
      return { status: 200, body: { items: wanted.map((one) => shownGrant(one, now)) } };
    },
  });

const PROBLEM_OF: Readonly<Record<GrantRefusal['code'], ProblemCode>> = {
  'unknown-grant': 'not-found',
  'not-allowed': 'forbidden',
  over: 'not-pending',
};

type Told = Success<ReturnType<typeof shownGrant>> | Problem;

/** As it stands in the table, after the commit. */
async function told(deps: GrantsDeps, id: string): Promise<Told> {
  const state = await deps.ledger.reads.get(grants, id);
  return state
    ? { status: 200, body: shownGrant(state, deps.clock.now()) }
    : problem('not-found', `There is no standing grant ${id}.`);
}

const revokeRoute = (deps: GrantsDeps): Route =>
  route({
    id: 'revokeGrant',
    method: 'POST',
    path: '/grants/{id}/revoke',
    summary: 'Take a standing grant back: at once, everywhere',
    callers: ['person'],
    params: z.strictObject({ id: grantId }),
    query: none,
    body: z.strictObject({ reason: z.string().max(1_000).optional() }),
    output: grantSchema,
    success: 200,
    problems: ['not-found', 'not-pending'],
    handle: async ({ principal, roles, params: { id }, body, idempotency }): Promise<Told> => {
      if (principal.kind !== 'person') return problem('forbidden', 'Only people take grants back.');
      const committed = await revokeGrant(
        deps,
        { person: principal.id, roles, grant: id, reason: body.reason },
        idempotency && { idempotency, answer: () => stored({ status: 200, body: { id } }) },
      );
      const against = notDone(committed, (refusal) =>
        problem(
          PROBLEM_OF[refusal.code],
          refusalSentence(refusal, (at) => at),
        ),
      );
      return against ?? told(deps, id);
    },
  });

export const grantRoutes = (deps: GrantsDeps): readonly Route[] => [
  listRoute(deps),
  revokeRoute(deps),
];
