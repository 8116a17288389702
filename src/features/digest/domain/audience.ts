import * as z from 'zod';
import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { assertNever } from '../../../kernel/result.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);

/** Event type → schema of its data. */
export const digestEvents = {
  /** Somebody of the board said `digest here`. */
  'digest-subscribed': z.strictObject({
    audience: z.string(),
    /** Key of the conversation, for `Ledger.conversation`. */
    conversation: z.string(),
    person: z.string(),
    timeZone: z.string(),
    /** When the next digest is due: Monday at the board's hour. */
    next: instant,
  }),
  'digest-posted': z.strictObject({
    audience: z.string(),
    week: z.string(),
    activityId: z.string(),
    /** Hash of the card that was posted. */
    hash: z.string(),
    next: instant,
  }),
  /** The conversation is gone for good; nothing more is posted there. */
  'digest-abandoned': z.strictObject({ audience: z.string(), status: z.int() }),
} as const;

type DigestEventType = keyof typeof digestEvents;
export type DigestEvent = {
  [T in DigestEventType]: {
    readonly type: T;
    readonly data: Readonly<z.output<(typeof digestEvents)[T]>>;
  };
}[DigestEventType];

export const isDigestEvent = (event: DomainEvent): event is DigestEvent =>
  Object.hasOwn(digestEvents, event.type);

/** A conversation that gets the weekly digest. */
export interface Audience {
  readonly conversation: string;
  readonly timeZone: string;
  readonly next: Instant | undefined;
  readonly posted: readonly {
    readonly week: string;
    readonly activityId: string;
    readonly at: Instant;
  }[];
}

export const POST_JOB = 'digest-post';
/** Enough to know what was posted lately; the log knows all. */
const REMEMBERED = 10;

function evolve(state: Audience | undefined, event: Recorded<DigestEvent>): Audience {
  if (event.type === 'digest-subscribed') {
    const { conversation, timeZone, next } = event.data;
    return { conversation, timeZone, next, posted: state?.posted ?? [] };
  }
  if (state === undefined) throw new RangeError(`${event.type} before its subscription`);
  switch (event.type) {
    case 'digest-posted': {
      const { week, activityId, next } = event.data;
      return {
        ...state,
        next,
        posted: [...state.posted, { week, activityId, at: event.at }].slice(-REMEMBERED),
      };
    }
    case 'digest-abandoned':
      return { ...state, next: undefined };
    default:
      return assertNever(event);
  }
}

export const audiences: Entity<Audience, DigestEvent> = {
  kind: 'digestAudience',
  prefix: 'G',
  cached: false,
  idsOf: (event) => (isDigestEvent(event) ? [event.data.audience] : []),
  evolve,
  rows: ({ next }, id) =>
    next === undefined
      ? []
      : [dueRow({ due: next, job: POST_JOB, id, args: { audience: id, due: next } })],
};
