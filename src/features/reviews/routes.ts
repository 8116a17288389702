import * as z from 'zod';
import { DAY, type Instant, isBefore, parseInstant, plus } from '../../kernel/instant.ts';
import { type Problem, type ProblemCode, problem } from '../../kernel/problems.ts';
import { type Route, route, type Success } from '../../kernel/route.ts';
import { fromCommitted, notDone } from '../../kernel/stored.ts';
import { line, registryId } from '../registry/domain/fields.ts';
import { giveAnswers } from './answering.ts';
import { calendarFor } from './calendar.ts';
import type { ReviewsDeps } from './deps.ts';
import { campaigns } from './domain/campaigns.ts';
import type { ReviewRefusal } from './domain/decide.ts';
import { campaignId, choice, item } from './domain/events.ts';
import { reviewKey, reviews } from './domain/reviews.ts';
import { refusalSentence } from './sentences.ts';
import {
  campaignsIn,
  oversees,
  ownAgents,
  shownCampaign,
  shownReview,
  waitingFor,
} from './showing.ts';
import { startReview } from './starting.ts';

const none = z.strictObject({});

const campaignSchema = z.strictObject({
  id: z.string(),
  department: z.string().optional(),
  quarterly: z.boolean(),
  startedAt: z.string(),
  due: z.string(),
  status: z.enum(['open', 'overdue', 'complete']),
  agents: z.number(),
  /** Everything about so many of them was answered. */
  done: z.number(),
  completion: z.number(),
});

const reviewSchema = z.strictObject({
  campaign: z.string(),
  agentId: z.string(),
  reviewer: z.string(),
  due: z.string(),
  open: z.number(),
  items: z.array(
    item.extend({
      answer: choice.optional(),
      answeredAt: z.string().optional(),
      answeredBy: z.string().optional(),
      /** Others use it too: an admin decides. */
      handed: z.literal(true).optional(),
    }),
  ),
});

/** The longest that owners have. */
const MOST_DAYS = 180;

const startSchema = z.strictObject({
  /** Absent: every department. */
  department: line(100).optional(),
  due: z
    .string()
    .max(40)
    .transform((text, context): Instant => {
      const at = parseInstant(text);
      if (at !== undefined) return at;
      context.addIssue('write a moment such as 2026-12-18T09:00:00Z');
      return z.NEVER;
    }),
  quarterly: z.boolean().optional(),
});

const startRoute = (deps: ReviewsDeps): Route =>
  route({
    id: 'startReview',
    method: 'POST',
    path: '/reviews',
    summary: 'Begin an access review: every owner is asked what their agents are to keep',
    callers: ['admin'],
    params: none,
    query: none,
    body: startSchema,
    output: z.strictObject({ id: z.string() }),
    success: 201,
    problems: ['not-found'],
    handle: async ({
      principal,
      body,
      idempotency,
    }): Promise<Success<{ id: string }> | Problem> => {
      if (principal.kind !== 'person') return problem('forbidden', 'Only people begin reviews.');
      const { department, due, quarterly = false } = body;
      const now = deps.clock.now();
      if (!isBefore(now, due) || isBefore(plus(now, MOST_DAYS * DAY), due))
        return problem('invalid-body', 'Nothing was begun: correct the fields named in errors.', {
          errors: [{ path: 'due', message: `name a moment in the next ${MOST_DAYS} days` }],
        });
      const by = { kind: 'person', id: principal.id } as const;
      const start = { by, department, due, quarterly };
      return fromCommitted(await startReview(deps, start, idempotency), (started) =>
        started.kind === 'started'
          ? {
              status: 201,
              body: { id: started.campaign },
              location: `/reviews/${started.campaign}`,
            }
          : problem('not-found', 'No agent in use belongs to that department.'),
      );
    },
  });

const listRoute = (deps: ReviewsDeps): Route =>
  route({
    id: 'listReviews',
    method: 'GET',
    path: '/reviews',
    summary: 'The access reviews with how far they have come, and what waits for the caller',
    callers: ['person'],
    params: none,
    query: none,
    body: undefined,
    output: z.strictObject({ items: z.array(campaignSchema), waiting: z.array(reviewSchema) }),
    success: 200,
    problems: [],
    handle: async ({ principal, roles }) => {
      if (principal.kind !== 'person') return problem('forbidden', 'Reviews are for people.');
      const who = { person: principal.id, roles };
      const view = await deps.ledger.view();
      const sees = oversees(who) || ownAgents(principal.id, view).length > 0;
      const items = sees ? campaignsIn(view).map(shownCampaign) : [];
      const waiting = (await waitingFor(deps, principal.id)).map(shownReview);
      return { status: 200, body: { items, waiting } };
    },
  });

const calendarRoute = ({ ledger, clock }: ReviewsDeps): Route =>
  route({
    id: 'reviewCalendar',
    method: 'GET',
    path: '/reviews/calendar.ics',
    summary: 'What is due when, as iCalendar (RFC 5545)',
    callers: ['person'],
    params: none,
    query: none,
    body: undefined,
    output: z.string(),
    success: 200,
    mediaType: 'text/calendar',
    problems: [],
    handle: async ({ principal, roles }) => {
      if (principal.kind !== 'person') return problem('forbidden', 'The calendar is for people.');
      const who = { person: principal.id, roles };
      return { status: 200, body: calendarFor(who, await ledger.view(), clock.now()) };
    },
  });

const oneRoute = ({ ledger }: ReviewsDeps): Route =>
  route({
    id: 'getReview',
    method: 'GET',
    path: '/reviews/{id}',
    summary: 'One access review',
    callers: ['admin', 'board', 'security', 'compliance'],
    params: z.strictObject({ id: campaignId }),
    query: none,
    body: undefined,
    output: campaignSchema,
    success: 200,
    problems: ['not-found'],
    handle: async ({ params: { id } }) => {
      const state = (await ledger.view()).get(campaigns, id);
      return state
        ? { status: 200, body: shownCampaign(state) }
        : problem('not-found', `There is no review ${id}.`);
    },
  });

const agentParams = z.strictObject({ id: campaignId, agentId: registryId });

type ShownReview = ReturnType<typeof shownReview>;

async function told({ ledger }: ReviewsDeps, key: string): Promise<Success<ShownReview> | Problem> {
  const review = await ledger.reads.get(reviews, key);
  return review
    ? { status: 200, body: shownReview(review) }
    : problem('not-found', 'There is no such review.');
}

const agentRoute = (deps: ReviewsDeps): Route =>
  route({
    id: 'getAgentReview',
    method: 'GET',
    path: '/reviews/{id}/agents/{agentId}',
    summary: 'The part of one agent in an access review: its items, and what was answered',
    callers: ['person'],
    params: agentParams,
    query: none,
    body: undefined,
    output: reviewSchema,
    success: 200,
    problems: ['not-found'],
    handle: async ({ principal, roles, params: { id, agentId } }) => {
      const view = await deps.ledger.view();
      const sees =
        principal.kind === 'person' &&
        (oversees({ person: principal.id, roles }) ||
          ownAgents(principal.id, view).includes(agentId));
      return sees
        ? told(deps, reviewKey(id, agentId))
        : problem('not-found', 'There is no such review.');
    },
  });

const PROBLEM_OF: Readonly<Record<ReviewRefusal['code'], ProblemCode>> = {
  'unknown-review': 'not-found',
  'not-reviewer': 'forbidden',
  'unknown-item': 'invalid-body',
  'not-a-choice': 'invalid-body',
  'already-answered': 'already-decided',
};

/** One call is one commit, and a commit holds so many rows. */
const MOST_TAKEN = 10;

const answersSchema = z.strictObject({
  answers: z
    .array(z.strictObject({ item: z.string().min(1).max(400), choice }))
    .min(1)
    .max(400)
    .refine((all) => new Set(all.map((one) => one.item)).size === all.length, 'each item once')
    .refine(
      (all) => all.filter((one) => one.choice !== 'keep').length <= MOST_TAKEN,
      `take at most ${MOST_TAKEN} away in one call`,
    ),
});

const answerRoute = (deps: ReviewsDeps): Route =>
  route({
    id: 'answerReview',
    method: 'POST',
    path: '/reviews/{id}/agents/{agentId}',
    summary: 'Keep, reduce or revoke what an agent has: at once, everywhere',
    callers: ['person'],
    params: agentParams,
    query: none,
    body: answersSchema,
    output: reviewSchema,
    success: 200,
    problems: ['not-found', 'already-decided'],
    handle: async ({ principal, params: { id, agentId }, body, idempotency }) => {
      if (principal.kind !== 'person') return problem('forbidden', 'Only people answer reviews.');
      const command = { campaign: id, agentId, person: principal.id, answers: body.answers };
      const committed = await giveAnswers(deps, command, idempotency);
      const against = notDone(committed, (refusal) =>
        problem(PROBLEM_OF[refusal.code], refusalSentence(refusal)),
      );
      return against ?? told(deps, reviewKey(id, agentId));
    },
  });

export const reviewRoutes = (deps: ReviewsDeps): readonly Route[] => [
  startRoute(deps),
  listRoute(deps),
  calendarRoute(deps),
  oneRoute(deps),
  agentRoute(deps),
  answerRoute(deps),
];
