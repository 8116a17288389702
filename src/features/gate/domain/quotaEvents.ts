import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const count = z.int().nonnegative();
const span = z.enum(['hour', 'day']);

/** Event type → schema of its data. */
export const quotaEvents = {
  /** An hour, and a day where it is another one, begins for an agent that has a quota; how much it had done in the week by then. */
  'quota-window-opened': z.strictObject({
    agentId: z.string(),
    hour: instant,
    hourBase: count,
    day: instant,
    dayBase: count,
  }),
  /** So much of the quota is used up: 80 or 100 in a hundred. */
  'quota-reached': z.strictObject({
    agentId: z.string(),
    span,
    from: instant,
    share: z.union([z.literal(80), z.literal(100)]),
    limit: count,
  }),
  /** The owner was told of it, where they could be reached. */
  'quota-told': z.strictObject({
    agentId: z.string(),
    span,
    from: instant,
    share: z.union([z.literal(80), z.literal(100)]),
    delivered: z.boolean(),
  }),
} as const;

type QuotaEventType = keyof typeof quotaEvents;
export type QuotaEvent = {
  [T in QuotaEventType]: {
    readonly type: T;
    readonly data: Readonly<z.output<(typeof quotaEvents)[T]>>;
  };
}[QuotaEventType];
export type Span = z.output<typeof span>;

export const isQuotaEvent = (event: DomainEvent): event is QuotaEvent =>
  Object.hasOwn(quotaEvents, event.type);
