import * as z from 'zod';
import type { Ledger } from '../../kernel/ledger.ts';
import { type ProblemCode, problem } from '../../kernel/problems.ts';
import { type Caller, type Route, route } from '../../kernel/route.ts';
import { fromCommitted } from '../../kernel/stored.ts';
import type { RegistryDeps } from './deps.ts';
import { line, registryId } from './domain/fields.ts';
import { connectors } from './domain/fold.ts';
import { type RevokeRefusal, revokeSentence } from './domain/revoking.ts';
import { MOST_REASON, revokeConnector } from './revoking.ts';
import { connectorSchema } from './schemas.ts';
import { connectorList, connectorQuery, listConnectors } from './showing/listing.ts';

const ANYBODY: readonly Caller[] = ['person', 'agent', 'gateway'];
const none = z.strictObject({});

const listRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'listConnectors',
    method: 'GET',
    path: '/connectors',
    summary:
      'The connectors that fit, with their tools, how many agents use each, and what was asked of it this week and last',
    callers: ANYBODY,
    params: none,
    query: connectorQuery,
    body: undefined,
    output: connectorList,
    success: 200,
    problems: [],
    handle: ({ query }) => listConnectors(query, deps),
  });

const getRoute = (ledger: Ledger): Route =>
  route({
    id: 'getConnector',
    method: 'GET',
    path: '/connectors/{id}',
    summary: 'One connector with its tools',
    callers: ANYBODY,
    params: z.strictObject({ id: registryId }),
    query: none,
    body: undefined,
    output: connectorSchema,
    success: 200,
    problems: ['not-found'],
    handle: async ({ params }) => {
      const state = (await ledger.view()).get(connectors, params.id);
      return state
        ? { status: 200, body: state.record }
        : problem('not-found', `No connector ${params.id} is listed.`);
    },
  });

const revokeRoute = (ledger: Ledger): Route =>
  route({
    id: 'revokeConnector',
    method: 'POST',
    path: '/connectors/{id}/revoke',
    summary: 'Take a connector from every agent, with a reason; requests about it end',
    callers: ['admin'],
    params: z.strictObject({ id: registryId }),
    query: none,
    body: z.strictObject({ reason: line(MOST_REASON) }),
    output: connectorSchema,
    success: 200,
    problems: ['not-found', 'not-needed'],
    handle: async ({ principal, roles, params, body, idempotency }) => {
      if (principal.kind !== 'person')
        return problem('forbidden', 'Only people revoke connectors.');
      const command = { connector: params.id, ...body, person: principal.id, roles };
      const committed = await revokeConnector(ledger, command, idempotency);
      if (committed.kind === 'done' && !committed.result.ok)
        return refused(committed.result.refusal, params.id);
      const state = await ledger.reads.get(connectors, params.id);
      if (committed.kind === 'key-reused' || !state)
        return fromCommitted(committed, () => problem('not-found', `No connector ${params.id}.`));
      return { status: 200, body: state.record };
    },
  });

const refused = (refusal: RevokeRefusal, connector: string) =>
  problem(PROBLEM_OF[refusal.code], revokeSentence(refusal, connector));

const PROBLEM_OF = {
  'not-admin': 'forbidden',
  'unknown-connector': 'not-found',
  'never-listed': 'not-needed',
} as const satisfies Record<RevokeRefusal['code'], ProblemCode>;

export const connectorRoutes = (deps: RegistryDeps): readonly Route[] => [
  listRoute(deps),
  getRoute(deps.ledger),
  revokeRoute(deps.ledger),
];
