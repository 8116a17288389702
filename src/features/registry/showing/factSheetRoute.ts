import * as z from 'zod';
import { problem } from '../../../kernel/problems.ts';
import { type Route, route } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { useCase } from '../domain/bounds/boundFields.ts';
import { registryId } from '../domain/fields.ts';
import { agents } from '../domain/fold.ts';
import { modelRunSchema } from '../modelRuns/schemas.ts';
import { factSheetOf } from './factSheet.ts';

const texts = z.array(z.string());
const factSheetSchema = z.strictObject({
  id: registryId,
  displayName: z.string(),
  status: z.enum(['active', 'paused', 'retired']),
  environment: z.string(),
  phase: z.string(),
  version: z.string(),
  department: z.string(),
  businessGroup: z.string().optional(),
  criticality: z.string(),
  owners: z.strictObject({
    business: z.string(),
    technical: z.string(),
    backup: z.string().optional(),
    escalation: texts.optional(),
  }),
  /** Since when it is registered, who sponsors it, when it was and is to be reviewed, when it ends. */
  identity: z.strictObject({
    created: z.string().optional(),
    sponsor: z.string().optional(),
    lastReviewed: z.string().optional(),
    reviewBy: z.string().optional(),
    expires: z.string().optional(),
  }),
  useCase,
  /** One sentence for each capability that opens something. */
  can: z.array(z.strictObject({ connectorId: z.string(), path: z.string() })),
  cannot: texts,
  contentRules: texts,
  limits: texts,
  /** The last regression run of each suite, the newest first. */
  modelRuns: z.array(modelRunSchema),
  examples: z.array(
    z.strictObject({
      request: z.string(),
      does: z.string(),
      outcome: z.enum(['allowed', 'blocked']),
      because: z.string().optional(),
    }),
  ),
  howToReport: z.string(),
});

export const factSheetRoute = (deps: RegistryDeps): Route =>
  route({
    id: 'getFactSheet',
    method: 'GET',
    path: '/agents/{id}/factsheet',
    summary: 'What an agent can and cannot do, by which path, with examples that people decided',
    callers: ['person', 'agent', 'gateway'],
    params: z.strictObject({ id: registryId }),
    query: z.strictObject({}),
    body: undefined,
    output: factSheetSchema,
    success: 200,
    problems: ['not-found'],
    handle: async ({ params }) => {
      const state = (await deps.ledger.view()).get(agents, params.id);
      return state
        ? { status: 200, body: await factSheetOf(state, deps) }
        : problem('not-found', `No agent ${params.id} is registered.`);
    },
  });
