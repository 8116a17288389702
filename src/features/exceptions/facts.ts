import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { exceptionEvents, isExceptionEvent } from './domain/events.ts';
import { exceptions } from './domain/state.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isExceptionEvent(event)) return [];
  const { exception, agentId, connectorId } = event.data;
  return [
    exception,
    `agent:${agentId}`,
    ...(connectorId === undefined ? [] : [`connector:${connectorId}`]),
  ];
}

export const exceptionFacts: Facts = {
  name: 'exceptions',
  events: exceptionEvents,
  subjects,
  weekly: (event) => (isExceptionEvent(event) ? ['permission'] : []),
  entities: [entity(exceptions)],
};
