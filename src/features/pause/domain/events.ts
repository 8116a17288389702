import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);
const pauseId = z.string().regex(/^P-[1-9]\d{0,14}$/);

/** Event type → schema of its data. */
export const pauseEvents = {
  'pause-started': z.strictObject({
    pause: pauseId,
    /** As `targetText` spells it. */
    target: z.string(),
    reason: z.string(),
    /** Lifts itself at this moment. */
    until: instant.exactOptional(),
    /** Started in the board's name: only the board lifts it. */
    byBoard: z.boolean(),
    /** Names of the levers to be pulled. */
    levers: z.array(z.string()).readonly(),
  }),
  'pause-lifted': z.strictObject({
    pause: pauseId,
    target: z.string(),
    reason: z.string(),
    /** It had a time, and the time has come. */
    automatic: z.boolean(),
    /** When the person had signed in anew, where that is asked for. */
    steppedUpAt: instant.exactOptional(),
  }),
  /** The requests that the pause hits have been gone through. */
  'requests-struck': z.strictObject({
    pause: pauseId,
    /** Approvals that it made void. */
    voided: z.array(z.string()).readonly(),
    /** Requests that wait and cannot be approved meanwhile. */
    held: z.array(z.string()).readonly(),
  }),
  /** Owners of what it stops were told, in the order of their ids: so many of those up to `after`. */
  'pause-owners-told': z.strictObject({
    pause: pauseId,
    /** The last of them; empty where there is none. */
    after: z.string(),
    told: z.int().nonnegative(),
    /** That was everybody. */
    done: z.boolean(),
    /** They were told of its end; absent: of its beginning. */
    over: z.literal(true).exactOptional(),
  }),
  /** The pauser was told that it has lifted itself. */
  'pause-told': z.strictObject({ pause: pauseId, person: z.string(), delivered: z.boolean() }),
  /** An enforcement lever was called. */
  'lever-pulled': z.strictObject({
    pause: pauseId,
    lever: z.string(),
    /** `stop` on a pause, `release` on its end. */
    to: z.enum(['stop', 'release']),
    answer: z.string(),
    ok: z.boolean(),
  }),
  /** What the lever said when it was asked back. */
  'lever-read': z.strictObject({
    pause: pauseId,
    lever: z.string(),
    to: z.enum(['stop', 'release']),
    /** `stopped`, `running`, `unknown`, `needs your sign-in`. */
    state: z.string(),
    /** What may still run, in words; empty where nothing may. */
    open: z.string(),
  }),
} as const;

type PauseEventType = keyof typeof pauseEvents;
type EventData<T extends PauseEventType> = z.output<(typeof pauseEvents)[T]>;

export type PauseEvent = {
  [T in PauseEventType]: { readonly type: T; readonly data: Readonly<EventData<T>> };
}[PauseEventType];

export const isPauseEvent = (event: DomainEvent): event is PauseEvent =>
  Object.hasOwn(pauseEvents, event.type);
