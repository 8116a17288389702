import * as z from 'zod';
import { type Route, route } from '../../../kernel/route.ts';
import { actorOf } from '../actor.ts';
import type { RegistryDeps } from '../deps.ts';
import { observe } from './observing.ts';
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
