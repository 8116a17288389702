import { bucketOf } from '../../kernel/counting.ts';
import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { alarmEvents, isAlarmEvent } from './domain/events.ts';
import { alarmRooms } from './domain/rooms.ts';
import { alarms } from './domain/state.ts';
import { alarmWatch } from './domain/watch.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isAlarmEvent(event) || !('alarm' in event.data)) return [];
  const { alarm } = event.data;
  const subject = event.type === 'alarm-raised' ? event.data.subject : undefined;
  return subject === undefined ? [alarm] : [alarm, subject];
}

/** Cells: `alarms.raised`, `alarms.acknowledged`, and how long that took in `alarmWait.<bucket>`. */
function counters(event: DomainEvent): Readonly<Record<string, number>> {
  if (!isAlarmEvent(event)) return {};
  if (event.type === 'alarm-raised') return { 'alarms.raised': 1 };
  if (event.type !== 'alarm-acknowledged') return {};
  return { 'alarms.acknowledged': 1, [`alarmWait.${bucketOf(event.data.afterMs)}`]: 1 };
}

export const alarmFacts: Facts = {
  name: 'alarms',
  events: alarmEvents,
  subjects,
  counters,
  weekly: ({ type }) => (type === 'alarm-raised' ? ['alarm'] : []),
  entities: [entity(alarms), entity(alarmRooms), entity(alarmWatch)],
};
