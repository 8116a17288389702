import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { escalationStep } from '../../registry/domain/fields.ts';
import { about, requestAsked } from './asked.ts';
import { count, hash, instant, people, person, requestId } from './fields.ts';
import { right } from './right.ts';
import { seat } from './seat.ts';

/** Milliseconds since the request was asked. */
const ended = { ...about, waitedMs: count };
const why = { reason: z.string().exactOptional(), preset: z.string().exactOptional() };

/** Why something ended that rested on a right: its tier came to its date, its connector was revoked, or its agent expired. */
export const loss = z.enum(['tierEnded', 'connectorRevoked', 'agentExpired']);

const toPerson = { request: requestId, person };

/** Event type → schema of its data. The closed list of what can happen to a request. */
export const requestEvents = {
  'request-asked': requestAsked,
  'request-answered': z.strictObject({
    ...about,
    ...why,
    person,
    answer: z.enum(['approve', 'reject']),
    digest: hash,
    stage: count,
    round: count,
    /** What the person was at the table. */
    as: z.enum([
      'owner',
      'backup',
      'manager',
      'admin',
      'board',
      'security',
      'compliance',
      'finance',
    ]),
    /** What gave the right to; older events do not say. */
    right: right.exactOptional(),
    /** Milliseconds since this stage was opened. */
    waitedMs: count,
    /** The tools whose claimed effect this answer confirms: an admin's approval of a connector. */
    confirms: z.array(z.string()).readonly().exactOptional(),
    /** When the person had signed in anew, where the request asks for it. */
    steppedUpAt: instant.exactOptional(),
  }),
  /** A stage is complete and the next one is open. */
  'request-advanced': z.strictObject({ ...about, stage: count, invited: people }),
  /** 80 % of the window are over: the backup may answer too. Nobody is invited where the backup is excluded by then. */
  'request-backup-joined': z.strictObject({ ...about, stage: count, invited: people }),
  /** Later still: the owner's manager, or the board, may answer too. Nobody is invited where there is nobody, or they are excluded. */
  'request-escalated': z.strictObject({
    ...about,
    stage: count,
    to: escalationStep,
    invited: people,
  }),
  /** The agent has another owner or backup: others are asked, and every view made before is dead. */
  'request-reseated': z.strictObject({ ...about, stage: count, seat, invited: people }),
  'request-approved': z.strictObject({
    ...ended,
    approvers: people,
    redeemBy: instant.exactOptional(),
    undoUntil: instant.exactOptional(),
  }),
  'request-rejected': z.strictObject({ ...ended, ...why, person }),
  /** Nobody answered in time; with `because`, what it rested on ended before that. */
  'request-expired': z.strictObject({ ...ended, because: loss.exactOptional() }),
  'request-withdrawn': z.strictObject({ ...ended, reason: z.string().exactOptional() }),
  'request-redeemed': z.strictObject({ ...ended, jti: z.string() }),
  'request-lapsed': z.strictObject(ended),
  'request-undone': z.strictObject({ ...ended, reason: z.string().exactOptional(), person }),
  'request-voided': z.strictObject({
    ...ended,
    pause: z.string().exactOptional(),
    pausedAt: instant.exactOptional(),
    /** Where it was no pause. */
    because: loss.exactOptional(),
  }),
  /** Teams took a card for this person. */
  'card-delivered': z.strictObject({
    ...toPerson,
    conversation: z.string(),
    activityId: z.string(),
    /** Of the rendered card. */
    hash,
    /** The request's version that the card was rendered from. */
    shows: count,
  }),
  /** Teams answered 403 or 404: no card reaches this person. */
  'card-abandoned': z.strictObject({ ...toPerson, status: z.int() }),
} as const;

export type RequestEventType = keyof typeof requestEvents;
export type EventData<T extends RequestEventType> = z.output<(typeof requestEvents)[T]>;

/** One thing that happened to a request. */
export type RequestEvent = {
  [T in RequestEventType]: { readonly type: T; readonly data: Readonly<EventData<T>> };
}[RequestEventType];

/** Events of this list are written by this feature alone, so their type vouches for their data. */
export const isRequestEvent = (event: DomainEvent): event is RequestEvent =>
  Object.hasOwn(requestEvents, event.type);

export type Loss = z.output<typeof loss>;
export type Capacity = EventData<'request-answered'>['as'];
export type RequestKindName = EventData<'request-asked'>['kind'];
