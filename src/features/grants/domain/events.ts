import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import { environment } from '../../registry/domain/fields.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const person = z.string().refine((text): text is PersonId => personId(text) === text);
/** A grant is named by the request that it came from. */
const grantId = z.string().regex(/^AR-[1-9]\d{0,14}$/);

const about = { grant: grantId, agentId: z.string(), connectorId: z.string() };

/** Event type → schema of its data: the closed list of what can happen to a standing grant. */
export const grantEvents = {
  /** People agreed that the agent may do this again and again until a date. */
  'grant-given': z.strictObject({
    ...about,
    tool: z.string(),
    /** Where the agent ran when they agreed: it is no consent to the same elsewhere. */
    environment: environment.exactOptional(),
    /** Nobody else may be reached; empty where the tool names nobody. */
    recipients: z.array(z.string()).readonly(),
    /** The most that one action may move, a decimal string, with its currency. */
    amountUpTo: z.string().exactOptional(),
    currency: z.string().exactOptional(),
    until: instant,
    /** Hash of the tool's catalogue entry: another description of the tool is another tool. */
    catalogue: z.string(),
    /** Who had to agree by the policy of then; what needs anybody else by now is not covered. */
    consents: z
      .array(z.strictObject({ approver: z.string(), quorum: z.int().positive() }))
      .readonly(),
    /** They had signed in anew to agree. */
    stepUp: z.literal(true).exactOptional(),
    approvers: z.array(person).readonly(),
    /** The ledger proposed it, from what had gone well: it ends by itself where something goes wrong. */
    relaxation: z.literal(true).exactOptional(),
    reason: z.string(),
  }),
  /** With `breach` it went by itself: the request, decision or case that speaks against it. */
  'grant-revoked': z.strictObject({
    ...about,
    reason: z.string().exactOptional(),
    breach: z.string().exactOptional(),
  }),
  /** Its date has come. Nothing was allowed by it from that moment on. */
  'grant-ended': z.strictObject(about),
  /** Those who could be reached know that it is over. */
  'grant-told': z.strictObject({ ...about, told: z.array(person).readonly() }),
} as const;

export type GrantEventType = keyof typeof grantEvents;
type EventData<T extends GrantEventType> = z.output<(typeof grantEvents)[T]>;

export type GrantEvent = {
  [T in GrantEventType]: { readonly type: T; readonly data: Readonly<EventData<T>> };
}[GrantEventType];
export type GrantEventOf<T extends GrantEventType> = Extract<GrantEvent, { type: T }>;

export const isGrantEvent = (event: DomainEvent): event is GrantEvent =>
  Object.hasOwn(grantEvents, event.type);
