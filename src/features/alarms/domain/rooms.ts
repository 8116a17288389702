import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { type Instant, MINUTE, plus } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import type { PolicyActivated } from '../../policy/domain/active.ts';
import { type AlarmEventOf, isAlarmEvent } from './events.ts';

/** A conversation that alarms are posted to. */
export interface AlarmRoom {
  /** Key of the conversation, for `Ledger.conversation`. */
  readonly conversation: string;
  readonly isOpen: boolean;
}

type RoomEvent = AlarmEventOf<'alarm-room-opened' | 'alarm-room-closed'>;

const isRoomEvent = (event: DomainEvent): event is RoomEvent =>
  isAlarmEvent(event) && (event.type === 'alarm-room-opened' || event.type === 'alarm-room-closed');

export const alarmRooms: Entity<AlarmRoom, RoomEvent> = {
  kind: 'alarm room',
  prefix: 'AM',
  cached: true,
  idsOf: (event) => (isRoomEvent(event) ? [event.data.room] : []),
  evolve: (state, event: Recorded<RoomEvent>) =>
    event.type === 'alarm-room-opened'
      ? { conversation: event.data.conversation, isOpen: true }
      : { conversation: state?.conversation ?? '', isOpen: false },
  rows: () => [],
};

/** Timer: what was counted and found is looked through. */
export const ALARM_WATCH_JOB = 'alarm-watch';
/** Between two looks. */
export const LOOK_MS = 5 * MINUTE;
/** The one id of `alarmWatch`. */
const WATCH = 'watch';

/** Since when alarms are looked for. */
export interface AlarmWatch {
  readonly since: Instant;
}

/** From the first policy on; a look without a find leaves no trace. */
export const alarmWatch: Entity<AlarmWatch, PolicyActivated> = {
  kind: 'alarm watch',
  prefix: 'AW',
  cached: false,
  idsOf: ({ type }) => (type === 'policy-activated' ? [WATCH] : []),
  evolve: (state, { at }) => state ?? { since: at },
  rows: ({ since }) => [
    dueRow({ due: plus(since, LOOK_MS), job: ALARM_WATCH_JOB, id: WATCH, args: {} }),
  ],
};
