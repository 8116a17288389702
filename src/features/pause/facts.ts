import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { isPauseEvent, pauseEvents } from './domain/events.ts';
import { pauses } from './domain/state.ts';
import { parseTarget } from './domain/target.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isPauseEvent(event)) return [];
  const target = 'target' in event.data ? parseTarget(event.data.target) : undefined;
  if (target?.kind === 'agent' || target?.kind === 'connector')
    return [event.data.pause, `${target.kind}:${target.id}`];
  return target?.kind === 'tool'
    ? [event.data.pause, `connector:${target.connectorId}`]
    : [event.data.pause];
}

export const pauseFacts: Facts = {
  name: 'pause',
  events: pauseEvents,
  subjects,
  weekly: ({ type }) => (type === 'pause-started' || type === 'pause-lifted' ? ['incident'] : []),
  entities: [entity(pauses)],
};
