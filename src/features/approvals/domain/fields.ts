import * as z from 'zod';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import type { Arguments } from '../../policy/domain/model.ts';
import { effect, environment, systemClass, tier } from '../../registry/domain/fields.ts';

/** An object id in its one spelling. */
export const person = z.string().refine((text): text is PersonId => personId(text) === text);

/** A moment in its one spelling. */
export const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);

export const requestId = z.string().regex(/^AR-[1-9]\d{0,14}$/);
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const count = z.int().nonnegative();
export const people = z.array(person).readonly();

const isArguments = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A tool's arguments, as they came: any JSON object. */
export const toolArguments = z.custom<Arguments>(isArguments, 'a JSON object');

/** ActionFacts of policy, as an event holds them. */
export const actionFacts = z.strictObject({
  agentId: z.string(),
  connectorId: z.string(),
  tool: z.string(),
  effectiveTool: z.string(),
  effect,
  systemClass,
  environment,
  phase: z.enum(['pilot', 'department', 'enterprise']),
  reversible: z.boolean(),
  recipients: z.array(z.strictObject({ address: z.string(), internal: z.boolean() })).readonly(),
  amount: z
    .strictObject({ value: z.string(), currency: z.string().exactOptional() })
    .exactOptional(),
  references: z.array(z.strictObject({ argument: z.string(), covered: z.boolean() })).readonly(),
  tier: tier.exactOptional(),
});
