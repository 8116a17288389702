import * as z from 'zod';
import type { Ledger } from '../../kernel/ledger.ts';
import { problem } from '../../kernel/problems.ts';
import { type Caller, type Route, route } from '../../kernel/route.ts';
import { registryId } from './domain/fields.ts';
import { connectors } from './domain/fold.ts';
import { connectorList, connectorQuery, listConnectors } from './listing.ts';
import { connectorSchema } from './schemas.ts';

const ANYBODY: readonly Caller[] = ['person', 'agent', 'gateway'];
const none = z.strictObject({});

const listRoute = (ledger: Ledger): Route =>
  route({
    id: 'listConnectors',
    method: 'GET',
    path: '/connectors',
    summary: 'The connectors that fit, with their tools and how many agents use each',
    callers: ANYBODY,
    params: none,
    query: connectorQuery,
    body: undefined,
    output: connectorList,
    success: 200,
    problems: [],
    handle: async ({ query }) => listConnectors(query, await ledger.view()),
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

export const connectorRoutes = (ledger: Ledger): readonly Route[] => [
  listRoute(ledger),
  getRoute(ledger),
];
