import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';

/** A day, UTC. */
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Event type → schema of its data: calls that named what nobody registered. */
export const strangerEvents = {
  /** The first call of a day with this name. The name is the caller's own word. */
  'stranger-called': z.strictObject({
    day,
    about: z.enum(['agent', 'connector']),
    name: z.string(),
  }),
  /** So many names came that the rest of the day's are not written down. */
  'strangers-flooded': z.strictObject({ day, names: z.int().positive() }),
} as const;

type StrangerEventType = keyof typeof strangerEvents;
export type StrangerEvent = {
  [T in StrangerEventType]: {
    readonly type: T;
    readonly data: Readonly<z.output<(typeof strangerEvents)[T]>>;
  };
}[StrangerEventType];
export type Stranger = Omit<Extract<StrangerEvent, { type: 'stranger-called' }>['data'], 'day'>;

/** What it is about, for indexes: a name that looks like one. Any other is found by its day alone. */
export const subjectOf = ({ type, data }: StrangerEvent): string | undefined =>
  type === 'stranger-called' && /^[\w.-]+$/.test(data.name)
    ? `${data.about}:${data.name}`
    : undefined;

export const isStrangerEvent = (event: DomainEvent): event is StrangerEvent =>
  Object.hasOwn(strangerEvents, event.type);
