import * as z from 'zod';
import { problem } from '../../../kernel/problems.ts';
import { type Route, route } from '../../../kernel/route.ts';
import { weekOf } from '../../../kernel/week.ts';
import type { RegistryDeps } from '../deps.ts';
import { registryId } from '../domain/fields.ts';
import { agents } from '../domain/fold.ts';
import type { AgentState } from '../domain/model.ts';
import { trendOf, trendWeeks } from '../domain/watch/accumulation.ts';
import { GATHERED } from '../domain/watch/templates.ts';
import { accumulationOf, present, templatesOf } from '../watch/accumulating.ts';

const counterSchema = z.strictObject({
  counter: z.enum(GATHERED),
  now: z.number(),
  /** The most that the template of the agent's phase expects. */
  limit: z.number(),
  above: z.boolean(),
  /** What it was when the agent was first counted. */
  first: z.number(),
  /** The last count of each week, oldest first, the running one last; no count before the first. */
  weeks: z.array(z.strictObject({ week: z.string(), count: z.number().optional() })),
});
const accumulationSchema = z.strictObject({
  agentId: registryId,
  phase: z.enum(['pilot', 'department', 'enterprise']),
  /** When it was first counted; absent: it has not been yet. */
  since: z.string().optional(),
  counters: z.array(counterSchema),
});

async function shown(agent: AgentState, deps: RegistryDeps) {
  const { id, phase } = agent.record;
  const [view, now] = [await deps.ledger.view(), deps.clock.now()];
  const state = accumulationOf(view, id);
  const counts = present({ view, now }, agent, state.looks);
  const template = templatesOf(deps)[phase];
  const weeks = trendWeeks(weekOf(now));
  return {
    agentId: id,
    phase,
    ...(state.first && { since: state.first.at }),
    counters: GATHERED.map((counter) => ({
      counter,
      now: counts[counter],
      limit: template[counter],
      above: counts[counter] > template[counter],
      first: state.first?.counts[counter] ?? counts[counter],
      weeks: [...trendOf(state, weeks, counter).slice(0, -1), counts[counter]].map((count, i) => ({
        week: weeks[i] ?? '',
        ...(count !== undefined && { count }),
      })),
    })),
  };
}

export const accumulationRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'getAccumulation',
    method: 'GET',
    path: '/agents/{id}/accumulation',
    summary:
      'Scopes, sites and connectors that an agent has gathered, week by week, beside its template',
    callers: ['person', 'agent', 'gateway'],
    params: z.strictObject({ id: registryId }),
    query: z.strictObject({}),
    body: undefined,
    output: accumulationSchema,
    success: 200,
    problems: ['not-found'],
    handle: async ({ params }) => {
      const agent = (await deps.ledger.view()).get(agents, params.id);
      return agent
        ? { status: 200, body: await shown(agent, deps) }
        : problem('not-found', `No agent ${params.id} is registered.`);
    },
  });
