import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
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
