import * as z from 'zod';
import { type Problem, type ProblemCode, problem } from '../../kernel/problems.ts';
import { type Route, route, type Success } from '../../kernel/route.ts';
import { notDone, stored } from '../../kernel/stored.ts';
import { closeException } from './closing.ts';
import type { ExceptionsDeps } from './deps.ts';
import { standard } from './domain/events.ts';
import type { ExceptionRefusal } from './domain/rights.ts';
import { exceptions } from './domain/state.ts';
import { refusalSentence } from './sentences.ts';
import { exceptionsFor, shownException } from './showing.ts';

const none = z.strictObject({});
const exceptionId = z
  .string()
  .regex(/^AR-[1-9]\d{0,14}$/, 'an exception has the id of its request: AR-7');

const exceptionSchema = z.strictObject({
  id: z.string(),
  requestId: z.string(),
  agentId: z.string(),
  connectorId: z.string().optional(),
  from: standard,
  what: z.string(),
  why: z.string(),
  owner: z.string(),
  approvers: z.array(z.string()),
  since: z.string(),
  ageDays: z.number(),
  until: z.string(),
  status: z.enum(['live', 'closed', 'ended']),
});

const listRoute = ({ ledger, clock }: ExceptionsDeps): Route =>
  route({
    id: 'listExceptions',
    method: 'GET',
    path: '/exceptions',
    summary:
      'The register of exceptions: the approved deviations in force that this caller may see',
    callers: ['person'],
    params: none,
    query: z.strictObject({ agentId: z.string().min(1).max(64).optional() }),
    body: undefined,
    output: z.strictObject({ items: z.array(exceptionSchema) }),
    success: 200,
    problems: [],
    handle: async ({ principal, roles, query: { agentId } }) => {
      if (principal.kind !== 'person') return problem('forbidden', 'The register is for people.');
      const now = clock.now();
      const all = exceptionsFor({ person: principal.id, roles }, await ledger.view(), now);
      const items = all
        .filter((one) => agentId === undefined || one.agentId === agentId)
        .map((one) => shownException(one, now));
      return { status: 200, body: { items } };
    },
  });

const PROBLEM_OF: Readonly<Record<ExceptionRefusal['code'], ProblemCode>> = {
  'unknown-exception': 'not-found',
  'not-allowed': 'forbidden',
  over: 'not-pending',
};

type Told = Success<ReturnType<typeof shownException>> | Problem;

/** As it stands in the table, after the commit. */
async function told({ ledger, clock }: ExceptionsDeps, id: string): Promise<Told> {
  const state = await ledger.reads.get(exceptions, id);
  return state
    ? { status: 200, body: shownException(state, clock.now()) }
    : problem('not-found', 'There is no such exception.');
}

const closeRoute = (deps: ExceptionsDeps): Route =>
  route({
    id: 'closeException',
    method: 'POST',
    path: '/exceptions/{id}/close',
    summary: 'End an exception before its date',
    callers: ['person'],
    params: z.strictObject({ id: exceptionId }),
    query: none,
    body: z.strictObject({ reason: z.string().max(1_000).optional() }),
    output: exceptionSchema,
    success: 200,
    problems: ['not-found', 'not-pending'],
    handle: async ({ principal, roles, params: { id }, body, idempotency }): Promise<Told> => {
      if (principal.kind !== 'person') return problem('forbidden', 'Only people end exceptions.');
      const committed = await closeException(
        deps,
        { person: principal.id, roles, exception: id, reason: body.reason },
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

export const exceptionRoutes = (deps: ExceptionsDeps): readonly Route[] => [
  listRoute(deps),
  closeRoute(deps),
];
