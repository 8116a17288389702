import * as z from 'zod';
import { actorOf } from '../../../kernel/people.ts';
import { type Route, route } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { sourceName } from '../domain/fields.ts';
import { observe } from './observing.ts';
import { receiveInventory } from './reporting.ts';
import { inventoryMessage, receivedSchema } from './reportSchemas.ts';
import { observationsSchema, observedSchema } from './schemas.ts';

export const observationsRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'postObservations',
    method: 'POST',
    path: '/observations',
    summary: 'Compare what an inventory shows with what is recorded; growth is told to people',
    callers: ['admin', 'gateway'],
    params: z.strictObject({}),
    query: z.strictObject({}),
    body: observationsSchema,
    output: observedSchema,
    success: 200,
    patient: true,
    problems: [],
    handle: ({ body, principal, idempotency }) =>
      observe(body, { by: actorOf(principal), idempotency }, deps),
  });

/** The way in for platforms that nothing here reads. */
export const inventoryRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'receiveInventory',
    method: 'POST',
    path: '/inventory/{source}',
    summary: 'A platform reports its agents: compared with what is recorded, and nothing is added',
    callers: ['source'],
    signed: true,
    params: z.strictObject({ source: sourceName }),
    query: z.strictObject({}),
    body: inventoryMessage,
    output: receivedSchema,
    success: 200,
    patient: true,
    problems: ['already-received'],
    handle: ({ params: { source }, body, principal, idempotency }) =>
      receiveInventory(body, { source, by: actorOf(principal), idempotency }, deps),
  });
