import * as z from 'zod';
import type { Committed, Idempotency } from '../../kernel/ledger.ts';
import { isProblem, problem } from '../../kernel/problems.ts';
import type { Result } from '../../kernel/result.ts';
import { type Route, route } from '../../kernel/route.ts';
import { fromCommitted, stored } from '../../kernel/stored.ts';
import { answered, ONLY_PEOPLE, refused, type Shown, shown, whoIs } from './answers.ts';
import { answer, report, reportShadowUse, triage } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import type { FeedbackRefusal } from './domain/decide.ts';
import type { Who } from './domain/rights.ts';
import { caseIdSchema } from './fields.ts';
import {
  answerSchema,
  caseSchema,
  reportSchema,
  shadowUseSchema,
  triageSchema,
} from './schemas.ts';
import { readable } from './views.ts';

const none = z.strictObject({});
const byId = z.strictObject({ id: caseIdSchema });

const reportRoute = (deps: FeedbackDeps): Route =>
  route({
    id: 'reportFeedback',
    method: 'POST',
    path: '/feedback',
    summary: 'Report that an agent went wrong',
    callers: ['person'],
    params: none,
    query: none,
    body: reportSchema(deps.categories),
    output: caseSchema,
    success: 201,
    problems: [],
    handle: async (call): Promise<Shown> => {
      const who = whoIs(call);
      if (!who) return ONLY_PEOPLE;
      const { agentId, category, text, severity, workflow } = call.body;
      const command = {
        person: who.person,
        agent: agentId,
        category,
        text,
        severity,
        via: 'api' as const,
        ...(workflow !== undefined && { workflow }),
      };
      return taken(deps, await report(deps, command, keyOf(call)), who);
    },
  });

const shadowUseRoute = (deps: FeedbackDeps): Route =>
  route({
    id: 'reportShadowUse',
    method: 'POST',
    path: '/feedback/shadow-use',
    summary: 'Report that somebody uses an agent, source or workaround that nobody registered',
    callers: ['person'],
    params: none,
    query: none,
    body: shadowUseSchema,
    output: caseSchema,
    success: 201,
    problems: [],
    handle: async (call): Promise<Shown> => {
      const who = whoIs(call);
      if (!who) return ONLY_PEOPLE;
      const { what, text, where } = call.body;
      const about = { person: who.person, what, text, via: 'api' as const };
      const command = { ...about, ...(where !== undefined && { where }) };
      return taken(deps, await reportShadowUse(deps, command, keyOf(call)), who);
    },
  });

/** What is kept with a reporter's key: the number of the case. */
const keyOf = ({ idempotency }: { readonly idempotency?: Idempotency | undefined }) =>
  idempotency && {
    idempotency,
    answer: (id: string) => stored({ status: 201, body: { id } }),
  };

/** A case that was taken, now or when its key came first. */
async function taken(
  deps: FeedbackDeps,
  committed: Committed<Result<string, FeedbackRefusal>>,
  who: Who,
): Promise<Shown> {
  const kept = fromCommitted<Result<string, FeedbackRefusal>, { id: string }>(
    committed,
    (result) => (result.ok ? { status: 201, body: { id: result.value } } : refused(result.refusal)),
  );
  if (isProblem(kept)) return kept;
  const body = await shown(deps, kept.body.id, who);
  return body
    ? { status: 201, body, location: `/feedback/${body.id}` }
    : problem('internal', 'The case could not be read back.');
}

const triageRoute = (deps: FeedbackDeps): Route =>
  route({
    id: 'triageFeedback',
    method: 'POST',
    path: '/feedback/{id}/triage',
    summary: 'Set owner, remedy and status of a case; its reporter is told of every move',
    callers: ['person'],
    params: byId,
    query: none,
    body: triageSchema,
    output: caseSchema,
    success: 200,
    problems: ['not-found'],
    handle: async (call): Promise<Shown> => {
      const who = whoIs(call);
      if (!who) return ONLY_PEOPLE;
      const { id } = call.params;
      if (!(await readable(deps, id, who))) return refused({ code: 'unknown-case', case: id });
      const { status, remedy, owner: name, note, alike } = call.body;
      const owner = name === undefined ? undefined : await deps.directory.find(name);
      if (name !== undefined && !owner) return NOBODY;
      const command = {
        ...who,
        case: id,
        ...(status && { status }),
        ...(remedy && { remedy }),
        ...(owner && { owner: owner.id }),
        ...(note !== undefined && { note }),
      };
      const set = await triage(deps, command, { alike, key: call.idempotency });
      return set.ok ? answered(deps, id, who) : refused(set.refusal);
    },
  });

const NOBODY = problem('invalid-body', 'Nobody of that name is in the directory.', {
  errors: [{ path: 'owner', message: 'nobody of that name is in the directory' }],
});

const answerRoute = (deps: FeedbackDeps): Route =>
  route({
    id: 'answerFeedback',
    method: 'POST',
    path: '/feedback/{id}/answer',
    summary: 'The reporter says whether it is fixed; a no opens the case again',
    callers: ['person'],
    params: byId,
    query: none,
    body: answerSchema,
    output: caseSchema,
    success: 200,
    problems: ['not-found', 'not-asked'],
    handle: async (call): Promise<Shown> => {
      const who = whoIs(call);
      if (!who) return ONLY_PEOPLE;
      const { fixed, text } = call.body;
      const command = { case: call.params.id, person: who.person, fixed };
      const said = await answer(
        deps,
        { ...command, ...(text !== undefined && { text }) },
        call.idempotency,
      );
      return said.ok ? answered(deps, call.params.id, who) : refused(said.refusal);
    },
  });

/** What people do to cases. */
export const writingRoutes = (deps: FeedbackDeps): readonly Route[] => [
  reportRoute(deps),
  shadowUseRoute(deps),
  triageRoute(deps),
  answerRoute(deps),
];
