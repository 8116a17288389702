import * as z from 'zod';
import type { WatchEventType } from '../domain/watch/watchEvents.ts';

const text = z.string();
const guid = z.guid();
const texts = z.array(text);
export const things = z.strictObject({
  connectors: texts,
  scopes: texts,
  sites: texts,
  tools: texts,
});
const gathered = z.enum(['scopes', 'sites', 'connectors']);
const above = z.array(z.strictObject({ counter: gathered, count: z.int(), limit: z.int() }));
const about = { about: z.enum(['agent', 'connector']), id: text };
const card = { notice: text, person: guid, version: z.int() };

/** Event type → schema of its data: what is found by looking. */
export const watchEventSchemas: Readonly<Record<WatchEventType, z.ZodType>> = {
  'owners-watched': z.strictObject({}),
  'owners-checked': z.strictObject({ agents: z.int(), ownerless: z.int() }),
  'owner-missing': z.strictObject({
    agentId: text,
    missing: z.array(
      z.strictObject({ seat: z.enum(['business', 'technical', 'backup']), person: guid }),
    ),
    told: z.array(guid),
  }),
  'owner-restored': z.strictObject({ agentId: text }),
  'inventory-observed': z.strictObject({ ...about, source: text, seen: things }),
  'agent-reported': z.strictObject({
    agentId: text,
    source: text,
    id: text,
    name: text.exactOptional(),
    version: text.exactOptional(),
    lastActive: z.iso.datetime().exactOptional(),
  }),
  'growth-found': z.strictObject({
    ...about,
    source: text,
    known: z.boolean(),
    grown: things,
    count: z.int(),
    told: z.array(guid),
    reporter: text.exactOptional(),
  }),
  'growth-postponed': z.strictObject({
    reporter: text,
    source: text,
    count: z.int(),
    ids: texts,
    told: z.array(guid),
  }),
  'accumulation-looked': z.strictObject({
    agentId: text,
    source: text,
    seen: z.strictObject({ scopes: texts, sites: texts, connectors: texts }),
  }),
  'accumulation-measured': z.strictObject({
    agentId: text,
    counts: z.strictObject({ scopes: z.int(), sites: z.int(), connectors: z.int() }),
  }),
  'accumulation-exceeded': z.strictObject({ agentId: text, above, told: z.array(guid) }),
  'accumulation-eased': z.strictObject({ agentId: text, above }),
  'notice-delivered': z.strictObject({ ...card, activityId: text, hash: text }),
  'notice-abandoned': z.strictObject({ ...card, status: z.int() }),
};

/** As other systems write ids: object ids and names; no row key takes more. */
export const foreignId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/,
    'use up to 128 letters, digits, dots, hyphens or underscores',
  );
export const seen = z
  .array(z.string().trim().min(1).max(500))
  .max(200)
  .refine((all) => new Set(all).size === all.length, 'name each one once')
  .default([]);
const MOST = 100;

/** What an inventory of another system shows: everything that each of them holds at the moment. */
export const observationsSchema = z.strictObject({
  source: z.string().trim().min(1).max(100),
  agents: z
    .array(z.strictObject({ agentId: foreignId, connectors: seen, scopes: seen, sites: seen }))
    .max(MOST)
    .default([]),
  connectors: z
    .array(z.strictObject({ connectorId: foreignId, scopes: seen, tools: seen }))
    .max(MOST)
    .default([]),
});
export type Observations = z.output<typeof observationsSchema>;

/** `grown`: what nobody was told of before; `postponed`: how many showed news and were left for another hour. */
export const observedSchema = z.strictObject({
  looked: z.number(),
  postponed: z.number().optional(),
  grown: z.array(z.strictObject({ ...about, known: z.boolean(), ...things.shape })),
});
