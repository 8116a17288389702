import * as z from 'zod';
import { type Problem, type ProblemCode, problem } from '../../kernel/problems.ts';
import { type Route, route, type Success } from '../../kernel/route.ts';
import { notDone, stored } from '../../kernel/stored.ts';
import { answerReleaseProposal, setReleaseCalendar } from './deciding.ts';
import type { ReleasesDeps } from './deps.ts';
import { type Effect, effectOf, type ReleaseRefusal } from './domain/decide.ts';
import type { Calendar } from './domain/events.ts';
import { CALENDAR, releases } from './domain/state.ts';
import { answerGiven, calendarEffect, calendarGiven, calendarShown } from './schemas.ts';
import { refusalSentence } from './sentences.ts';
import { shownCalendar } from './showing.ts';

const none = z.strictObject({});
const PATH = '/release-calendar';

const PROBLEM_OF: Readonly<Record<ReleaseRefusal['code'], ProblemCode>> = {
  'not-entitled': 'forbidden',
  'own-proposal': 'forbidden',
  'agent-identity': 'forbidden',
  'not-proposed': 'not-pending',
};

const refused = (refusal: ReleaseRefusal) =>
  problem(PROBLEM_OF[refusal.code], refusalSentence(refusal));

/** The calendar after the commit. */
const shown = async ({ ledger, clock }: ReleasesDeps) =>
  ({ status: 200, body: shownCalendar(await ledger.view(), clock.now()) }) as const;

const FOR_PEOPLE = problem('forbidden', 'The calendar of releases is for people.');

const getRoute = (deps: ReleasesDeps): Route =>
  route({
    id: 'getReleaseCalendar',
    method: 'GET',
    path: PATH,
    summary: 'When changes may take effect: windows, freezes, and what is open now',
    callers: ['person'],
    params: none,
    query: none,
    body: undefined,
    output: calendarShown,
    success: 200,
    problems: [],
    handle: () => shown(deps),
  });

/** `?preview=true`: what the calendar would come to, and nothing is changed. */
const previewing = z.strictObject({ preview: z.enum(['true', 'false']).default('false') });

const previewed = async ({ ledger, clock }: ReleasesDeps, calendar: Calendar) => {
  const state = (await ledger.view()).get(releases, CALENDAR);
  return { status: 200, body: effectOf(calendar, state, clock.now()) } as const;
};

type Told = Success<ReturnType<typeof shownCalendar> | Effect> | Problem;

const putRoute = (deps: ReleasesDeps): Route =>
  route({
    id: 'putReleaseCalendar',
    method: 'PUT',
    path: PATH,
    summary: 'Set the calendar; what lets more through is proposed, for one of the board to adopt',
    callers: ['admin'],
    params: none,
    query: previewing,
    body: calendarGiven,
    output: z.union([calendarShown, calendarEffect]),
    success: 200,
    problems: [],
    handle: async ({ principal, roles, query: { preview }, body }): Promise<Told> => {
      const { reason, ...calendar } = body;
      if (principal.kind !== 'person') return FOR_PEOPLE;
      if (preview === 'true') return previewed(deps, calendar);
      const done = await setReleaseCalendar(deps, {
        person: principal.id,
        roles,
        calendar,
        reason,
      });
      return notDone(done, refused) ?? shown(deps);
    },
  });

const answerRoute = (deps: ReleasesDeps): Route =>
  route({
    id: 'answerReleaseProposal',
    method: 'POST',
    path: `${PATH}/answer`,
    summary: 'Adopt or turn down the calendar that is proposed; its author may take it back',
    callers: ['admin', 'board'],
    params: none,
    query: none,
    body: answerGiven,
    output: calendarShown,
    success: 200,
    problems: ['not-pending'],
    handle: async ({ principal, roles, body, idempotency }) => {
      if (principal.kind !== 'person') return FOR_PEOPLE;
      const command = { ...body, person: principal.id, roles };
      const answer = () => stored({ status: 200, body: {} });
      const done = await answerReleaseProposal(
        deps,
        command,
        idempotency && { idempotency, answer },
      );
      return notDone(done, refused) ?? shown(deps);
    },
  });

export const releaseRoutes = (deps: ReleasesDeps): readonly Route[] => [
  getRoute(deps),
  putRoute(deps),
  answerRoute(deps),
];
