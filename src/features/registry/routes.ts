import * as z from 'zod';
import { type Actor, actorOf } from '../../kernel/people.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import { type Caller, type Route, route, type Success } from '../../kernel/route.ts';
import { connectorRoutes } from './connectorRoutes.ts';
import type { RegistryDeps } from './deps.ts';
import { registryId } from './domain/fields.ts';
import { agents } from './domain/fold.ts';
import type { AgentRecord, AgentState } from './domain/model.ts';
import { importRoutes } from './importing/routes.ts';
import { sourceRoutes } from './importing/sources/routes.ts';
import { meRoute } from './me.ts';
import { modelListRoutes } from './modelLists/routes.ts';
import { modelRunRoute } from './modelRuns/route.ts';
import { agentSchema } from './schemas.ts';
import { accumulationRoute } from './showing/accumulationRoute.ts';
import { factSheetRoute } from './showing/factSheetRoute.ts';
import { agentList, agentQuery, listAgents, shownAgent } from './showing/listing.ts';
import { namesRoute } from './showing/namesRoute.ts';
import { notPermitted } from './showing/permitted.ts';
import { type AgentView, withoutReadOnly } from './showing/showing.ts';
import { inventoryRoute, observationsRoute } from './watch/route.ts';
import { writeAgent } from './writeAgent.ts';

const ANYBODY: readonly Caller[] = ['person', 'agent', 'gateway'];
const byId = z.strictObject({ id: registryId });
const none = z.strictObject({});
export const registryRoutes = (deps: RegistryDeps): readonly Route[] => [
  meRoute(deps),
  namesRoute(deps),
  ...importRoutes(deps),
  ...sourceRoutes(deps),
  ...agentRoutes(deps),
  factSheetRoute(deps),
  accumulationRoute(deps),
  observationsRoute(deps),
  inventoryRoute(deps),
  modelRunRoute(deps),
  ...modelListRoutes(deps),
  ...connectorRoutes(deps),
];

function agentRoutes(deps: RegistryDeps): readonly Route[] {
  const { ledger } = deps;
  const shown = (state: AgentState): Promise<AgentView> => shownAgent(state, deps);
  return [
    route({
      id: 'listAgents',
      method: 'GET',
      path: '/agents',
      summary: 'The governed agents that fit, with what they asked for this week and last',
      callers: ANYBODY,
      params: none,
      query: agentQuery,
      body: undefined,
      output: agentList,
      success: 200,
      problems: [],
      handle: ({ query }) => listAgents(query, deps),
    }),
    route({
      id: 'getAgent',
      method: 'GET',
      path: '/agents/{id}',
      summary: 'One governed agent',
      callers: ANYBODY,
      params: byId,
      query: none,
      body: undefined,
      output: agentSchema,
      success: 200,
      problems: ['not-found'],
      handle: async ({ params }) => {
        const state = (await ledger.view()).get(agents, params.id);
        return state
          ? { status: 200, body: await shown(state) }
          : problem('not-found', `No agent ${params.id} is registered.`);
      },
    }),
    putRoute(deps, shown),
  ];
}

const putRoute = (deps: RegistryDeps, shown: (state: AgentState) => Promise<AgentView>): Route =>
  route({
    id: 'putAgent',
    method: 'PUT',
    path: '/agents/{id}',
    summary: 'Change an agent; what would allow more needs a request',
    callers: ['admin'],
    params: byId,
    query: none,
    body: agentSchema,
    output: agentSchema,
    success: 200,
    problems: ['needs-request', 'denied', 'outside-window'],
    handle: async ({ params, body, principal, roles }) => {
      if (params.id !== body.id)
        return problem('invalid-body', 'The address and the body name different agents.', {
          errors: [{ path: 'id', message: `must be ${params.id}` }],
        });
      const record = withoutReadOnly(body as AgentRecord);
      const denied = await notPermitted([record], { principal, roles }, deps);
      return denied ?? putAgent(record, actorOf(principal), { ...deps, shown });
    },
  });

async function putAgent(
  record: AgentRecord,
  by: Actor,
  deps: RegistryDeps & { shown: (state: AgentState) => Promise<AgentView> },
): Promise<Success<AgentView> | Problem> {
  const against = await writeAgent(record, by, deps);
  if (against) return against;
  const after = await deps.ledger.reads.get(agents, record.id);
  return after
    ? { status: 200, body: await deps.shown(after) }
    : problem('internal', 'The agent could not be read back.');
}
