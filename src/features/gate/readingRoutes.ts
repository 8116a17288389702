import * as z from 'zod';
import { decisionId, type Recorded } from '../../kernel/events.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import { type Route, route } from '../../kernel/route.ts';
import { type Decision, type DecisionDeps, readDecision } from './decisions.ts';
import { type ActionAuthorized, isAuthorized } from './domain/events.ts';
import { mayReadDecisionsOf, type Rights } from './rights.ts';
import { decisionIdSchema, decisionListSchema, decisionSchema } from './schemas.ts';

type ReadingDeps = DecisionDeps & Rights;

const none = z.strictObject({});

/** How agent and connector stood then, and whom the call would have reached. */
const stoodThen = ({ facts, surroundings }: ActionAuthorized['data']) => ({
  ...(facts && { environment: facts.environment, phase: facts.phase }),
  ...(surroundings && { labels: surroundings.labels, audiences: surroundings.audiences }),
  ...(surroundings?.dataLabels && { dataLabels: surroundings.dataLabels }),
});

/** What is shown of a decision; what else the event holds is the ledger's. */
function decisionView({ id, event, questions }: Decision) {
  const { data } = event;
  return {
    id,
    at: event.at,
    agentId: data.agent,
    connectorId: data.connector,
    tool: data.tool,
    outcome: data.outcome,
    because: data.because,
    policies: data.policies,
    bundle: data.bundle,
    actionDigest: data.digest,
    agentVersion: data.agentVersion,
    workflow: data.workflow,
    ...(data.model !== undefined && { model: data.model }),
    ...(data.request !== undefined && { requestId: data.request }),
    ...(data.grant !== undefined && { grant: data.grant }),
    ...(data.surface !== undefined && { surface: data.surface }),
    ...(data.sessionId !== undefined && { sessionId: data.sessionId }),
    ...(data.onBehalfOf !== undefined && { onBehalfOf: data.onBehalfOf }),
    ...(data.dataDomains && { dataDomains: data.dataDomains }),
    ...(data.identity && { identity: data.identity }),
    ...(data.permission && { permission: data.permission }),
    ...(data.context && { context: data.context }),
    ...stoodThen(data),
    questions,
  };
}

export const NO_DECISION = (id: string): Problem =>
  problem('not-found', `There is no decision ${id}.`);

export const decisionRoute = (deps: ReadingDeps): Route =>
  route({
    id: 'getDecision',
    method: 'GET',
    path: '/decisions/{id}',
    summary: 'The five questions of an audit about one decision',
    callers: ['person', 'agent', 'gateway'],
    params: z.strictObject({ id: decisionIdSchema }),
    query: none,
    body: undefined,
    output: decisionSchema,
    success: 200,
    problems: ['not-found'],
    handle: async (call) => {
      const decision = await readDecision(call.params.id, deps);
      if (!decision || !(await mayReadDecisionsOf(call, deps))(decision.event.data.agent))
        return NO_DECISION(call.params.id);
      return { status: 200, body: decisionView(decision) };
    },
  });

/** Events read for one page at most, however few of them fit. */
const READ = 10_000;
/** Events read at a time. */
const STEP = 1_000;

const CURSOR = /^(?:g|\d{2})\.\d{1,15}(?:_(?:g|\d{2})\.\d{1,15})*$/;

const listQuery = z.strictObject({
  agentId: z.string().min(1).max(64).optional(),
  connectorId: z.string().min(1).max(64).optional(),
  outcome: z.enum(['allow', 'needsApproval', 'deny']).optional(),
  after: z
    .string()
    .max(2_000)
    .regex(CURSOR, 'after is what the page before said comes next')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type ListQuery = z.infer<typeof listQuery>;

const fits = ({ data }: ActionAuthorized, { agentId, connectorId, outcome }: ListQuery): boolean =>
  (agentId === undefined || data.agent === agentId) &&
  (connectorId === undefined || data.connector === connectorId) &&
  (outcome === undefined || data.outcome === outcome);

interface Found {
  readonly items: readonly Recorded<ActionAuthorized>[];
  /** How far back was read. */
  readonly readTo?: Instant;
  readonly next?: string;
}

/** A page of decisions, the newest first: as many as were asked for, or what was found in as much as one call reads. */
async function newestDecisions(
  { reads }: Pick<Ledger, 'reads'>,
  query: ListQuery,
  mayRead: (agentId: string) => boolean,
): Promise<Found> {
  if (query.agentId !== undefined && !mayRead(query.agentId)) return { items: [] };
  const items: Recorded<ActionAuthorized>[] = [];
  let next = query.after;
  let readTo: Instant | undefined;
  for (let read = 0; read < READ; read += STEP) {
    const page = await reads.backwards({ most: STEP, ...(next !== undefined && { before: next }) });
    let taken = 0;
    for (const event of page.items) {
      taken += 1;
      readTo = event.at;
      if (isAuthorized(event) && fits(event, query) && mayRead(event.data.agent)) items.push(event);
      if (items.length === query.limit) break;
    }
    next = page.next(taken);
    if (next === undefined || items.length === query.limit) break;
  }
  return { items, ...(readTo && { readTo }), ...(next !== undefined && { next }) };
}

/** What a list shows of a decision. */
const lineOf = ({ log, seq, at, data }: Recorded<ActionAuthorized>) => ({
  id: decisionId({ log, seq }),
  at,
  agentId: data.agent,
  connectorId: data.connector,
  tool: data.tool,
  outcome: data.outcome,
  because: data.because,
  workflow: data.workflow,
  ...(data.request !== undefined && { requestId: data.request }),
  ...(data.grant !== undefined && { grant: data.grant }),
  ...(data.onBehalfOf !== undefined && { onBehalfOf: data.onBehalfOf }),
});

export const decisionsRoute = (deps: ReadingDeps): Route =>
  route({
    id: 'listDecisions',
    method: 'GET',
    path: '/decisions',
    summary:
      'Decisions that the caller may read, the newest first; `readTo`: how far back was read',
    callers: ['person', 'agent', 'gateway'],
    params: none,
    query: listQuery,
    body: undefined,
    output: decisionListSchema,
    success: 200,
    problems: [],
    handle: async (call) => {
      const mayRead = await mayReadDecisionsOf(call, deps);
      const { items, readTo, next } = await newestDecisions(deps.ledger, call.query, mayRead);
      return {
        status: 200,
        body: { items: items.map(lineOf), ...(readTo && { readTo }) },
        ...(next !== undefined && { next }),
      };
    },
  });
