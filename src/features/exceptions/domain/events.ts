import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const person = z.string().refine((text): text is PersonId => personId(text) === text);
/** An exception is named by the request that it came from. */
const exceptionId = z.string().regex(/^AR-[1-9]\d{0,14}$/);

/** The standards that an agent can differ from: a closed list. */
export const STANDARDS = [
  'quota',
  'contentSources',
  'labels',
  'businessHours',
  'mailboxWideScope',
  'releaseWindow',
  'enterpriseGate',
  'retention',
  'ownership',
] as const;
export const standard = z.enum(STANDARDS);
export type Standard = z.output<typeof standard>;

const about = {
  exception: exceptionId,
  agentId: z.string(),
  connectorId: z.string().exactOptional(),
};

/** Event type → schema of its data: the closed list of what can happen to an exception. */
export const exceptionEvents = {
  /** People agreed that the agent differs from a standard until a date. */
  'deviation-granted': z.strictObject({
    ...about,
    from: standard,
    what: z.string(),
    why: z.string(),
    /** Who answers for it. */
    owner: person,
    until: instant,
    approvers: z.array(person).readonly(),
  }),
  /** Somebody ended it before its date. */
  'deviation-closed': z.strictObject({ ...about, reason: z.string().exactOptional() }),
  /** Its date has come. */
  'deviation-ended': z.strictObject(about),
} as const;

export type ExceptionEventType = keyof typeof exceptionEvents;
type EventData<T extends ExceptionEventType> = z.output<(typeof exceptionEvents)[T]>;

export type ExceptionEvent = {
  [T in ExceptionEventType]: { readonly type: T; readonly data: Readonly<EventData<T>> };
}[ExceptionEventType];
export type ExceptionEventOf<T extends ExceptionEventType> = Extract<ExceptionEvent, { type: T }>;

export const isExceptionEvent = (event: DomainEvent): event is ExceptionEvent =>
  Object.hasOwn(exceptionEvents, event.type);
