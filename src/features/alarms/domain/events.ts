import * as z from 'zod';
import type { DomainEvent } from '../../../kernel/events.ts';

/** What an alarm is about: a figure that asks for action, more than was recorded or than a template, a quota that is used up, a call by or to what nobody registered, people who use such a thing, a ledger that was changed. */
export const ALARM_KINDS = [
  'figure',
  'growth',
  'accumulation',
  'quota',
  'stranger',
  'shadowUse',
  'ledger',
] as const;
export const alarmKind = z.enum(ALARM_KINDS);
export type AlarmKind = z.output<typeof alarmKind>;

export const NOTE_MAX = 500;
export const alarmId = z.string().regex(/^AL-[0-9a-f]{12}$/, 'an alarm is called AL-1a2b3c4d5e6f');
const room = z.string().regex(/^[0-9a-f]{32}$/);

/** Event type → schema of its data: the closed list of what can happen to an alarm. */
export const alarmEvents = {
  /** Something was found that somebody should look at. */
  'alarm-raised': z.strictObject({
    alarm: alarmId,
    kind: alarmKind,
    week: z.string(),
    /** What is the matter, in a sentence; may hold foreign words. */
    what: z.string(),
    /** What to do about it; ours. */
    todo: z.string(),
    /** `agent:x` or `connector:y`, where it is about one. */
    subject: z.string().exactOptional(),
    /** The rooms that are told. */
    rooms: z.array(room).readonly(),
    /** Other systems are told by webhook. */
    outside: z.boolean(),
  }),
  /** Somebody has taken it on: the first who said so. */
  'alarm-acknowledged': z.strictObject({
    alarm: alarmId,
    note: z.string().min(1).max(NOTE_MAX).exactOptional(),
    /** Since it was raised. */
    afterMs: z.int().nonnegative(),
  }),
  /** A card stands in a room, as the alarm was at that version. */
  'alarm-posted': z.strictObject({
    alarm: alarmId,
    room,
    version: z.int(),
    activityId: z.string(),
    hash: z.string(),
  }),
  /** It cannot be shown there. */
  'alarm-unposted': z.strictObject({ alarm: alarmId, room, version: z.int(), status: z.int() }),
  /** So many of so many webhooks accepted it. */
  'alarm-told': z.strictObject({
    alarm: alarmId,
    version: z.int(),
    accepted: z.int(),
    of: z.int(),
  }),
  /** Alarms are posted to this conversation from now on, or no longer. */
  'alarm-room-opened': z.strictObject({ room, conversation: z.string() }),
  'alarm-room-closed': z.strictObject({ room }),
} as const;

export type AlarmEventType = keyof typeof alarmEvents;
type EventData<T extends AlarmEventType> = z.output<(typeof alarmEvents)[T]>;
export type AlarmEventOf<T extends AlarmEventType> = {
  [K in T]: { readonly type: K; readonly data: Readonly<EventData<K>> };
}[T];
export type AlarmEvent = AlarmEventOf<AlarmEventType>;

export const isAlarmEvent = (event: DomainEvent): event is AlarmEvent =>
  Object.hasOwn(alarmEvents, event.type);
