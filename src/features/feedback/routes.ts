import * as z from 'zod';
import { type Route, route } from '../../kernel/route.ts';
import { answered, ONLY_PEOPLE, type Shown, whoIs } from './answers.ts';
import type { FeedbackDeps } from './deps.ts';
import { caseIdSchema } from './fields.ts';
import { listCases } from './listing.ts';
import { caseSchema, categoriesSchema, listSchema, querySchema } from './schemas.ts';
import { writingRoutes } from './writingRoutes.ts';

const none = z.strictObject({});

const listRoute = (deps: FeedbackDeps): Route =>
  route({
    id: 'listFeedback',
    method: 'GET',
    path: '/feedback',
    summary:
      'The backlog, the most pressing first: all of it for those who oversee, else of own agents and own reports',
    callers: ['person'],
    params: none,
    query: querySchema(deps.categories),
    body: undefined,
    output: listSchema,
    success: 200,
    problems: [],
    handle: async (call) => {
      const who = whoIs(call);
      if (!who) return ONLY_PEOPLE;
      const { items, next } = await listCases(deps, call.query, who);
      return { status: 200, body: { items }, ...(next !== undefined && { next }) };
    },
  });

const oneRoute = (deps: FeedbackDeps): Route =>
  route({
    id: 'getFeedback',
    method: 'GET',
    path: '/feedback/{id}',
    summary: 'One case',
    callers: ['person'],
    params: z.strictObject({ id: caseIdSchema }),
    query: none,
    body: undefined,
    output: caseSchema,
    success: 200,
    problems: ['not-found'],
    handle: async (call): Promise<Shown> => {
      const who = whoIs(call);
      return who ? answered(deps, call.params.id, who) : ONLY_PEOPLE;
    },
  });

/** What a report can be about, the tenant's own categories behind those that everybody has. */
const categoriesRoute = ({ categories }: FeedbackDeps): Route =>
  route({
    id: 'listFeedbackCategories',
    method: 'GET',
    path: '/feedback-categories',
    summary: 'The categories of reports, each with what it means and what usually helps',
    callers: ['person'],
    params: none,
    query: none,
    body: undefined,
    output: categoriesSchema,
    success: 200,
    problems: [],
    handle: async () => ({ status: 200, body: { items: categories } }),
  });

export const feedbackRoutes = (deps: FeedbackDeps): readonly Route[] => [
  listRoute(deps),
  oneRoute(deps),
  categoriesRoute(deps),
  ...writingRoutes(deps),
];
