import type { DomainEvent } from '../../../kernel/events.ts';
import type { WatchEvent } from '../domain/watch/watchEvents.ts';
import { growthCounters } from './observing.ts';
import { watchEventSchemas } from './schemas.ts';

const isWatchEvent = (event: DomainEvent): event is WatchEvent =>
  Object.hasOwn(watchEventSchemas, event.type);

/** Whom something that was found is about, and whoever was told. */
export function watchSubjects(event: DomainEvent): readonly string[] {
  if (!isWatchEvent(event)) return [];
  const { data } = event;
  if ('about' in data) return [`${data.about}:${data.id}`];
  if ('agentId' in data) return [`agent:${data.agentId}`];
  return 'person' in data ? [`person:${data.person}`] : [];
}

export const watchCounters = (event: DomainEvent): Readonly<Record<string, number>> =>
  isWatchEvent(event) ? growthCounters(event) : {};

export const watchWeekly = ({ type }: DomainEvent): readonly string[] =>
  type === 'growth-found' ? ['growth'] : type === 'accumulation-exceeded' ? ['accumulation'] : [];
