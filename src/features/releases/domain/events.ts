import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import { environment, line, registryId } from '../../registry/domain/fields.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const person = z.string().refine((text): text is PersonId => personId(text) === text);
export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'is 64 hexadecimal digits');

/** What a window or freeze is for: every agent there, those of a department, or one. */
const scope = {
  environments: z.array(environment).min(1).max(3).readonly(),
  department: line(100).exactOptional(),
  agentId: registryId.exactOptional(),
};

const clock = (last: RegExp) => z.string().regex(last, 'write hours and minutes: 08:30');

/** Week after week the same hours: days from 1 (Monday) to 7, by the clock of its time zone. `to` before `from` is on the next day. */
export const releaseWindow = z.strictObject({
  id: registryId,
  ...scope,
  days: z.array(z.int().min(1).max(7)).min(1).max(7).readonly(),
  from: clock(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: clock(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  /** An IANA name: `Europe/Berlin`. */
  timeZone: z.string().min(1).max(64),
});

/** Once, from one moment to another: nothing is released, whatever window is open. */
export const freeze = z.strictObject({
  id: registryId,
  ...scope,
  from: instant,
  to: instant,
  reason: line(300),
});

const calendar = z.strictObject({
  windows: z.array(releaseWindow).readonly(),
  freezes: z.array(freeze).readonly(),
});

/** Event type → schema of its data: the closed list of what can happen to the calendar of releases. */
export const releaseEvents = {
  /** This is the calendar from now on. With `proposedBy`, one of the board adopted what somebody else had proposed. */
  'release-calendar-set': z.strictObject({
    calendar,
    reason: z.string(),
    proposedBy: person.exactOptional(),
  }),
  /** Somebody wants a calendar that lets more through than the one in force. */
  'release-calendar-proposed': z.strictObject({
    calendar,
    reason: z.string(),
    digest,
    /** What it lets through that the one in force does not. */
    widens: z.array(z.string()).readonly(),
  }),
  /** The proposal was turned down, or its author took it back. */
  'release-calendar-rejected': z.strictObject({ digest, reason: z.string().exactOptional() }),
} as const;

export type ReleaseWindow = z.output<typeof releaseWindow>;
export type Freeze = z.output<typeof freeze>;
export type Calendar = z.output<typeof calendar>;

type ReleaseEventType = keyof typeof releaseEvents;
export type ReleaseEvent = {
  [T in ReleaseEventType]: {
    readonly type: T;
    readonly data: Readonly<z.output<(typeof releaseEvents)[T]>>;
  };
}[ReleaseEventType];

export const isReleaseEvent = (event: DomainEvent): event is ReleaseEvent =>
  Object.hasOwn(releaseEvents, event.type);
