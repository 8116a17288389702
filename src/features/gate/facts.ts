import type { DomainEvent } from '../../kernel/events.ts';
import type { Facts } from '../../kernel/feature.ts';
import { gateCounters } from './counters.ts';
import { isAuthorized, isOutcome } from './domain/events.ts';
import { gateEventSchemas } from './schemas.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (isAuthorized(event))
    return [
      `agent:${event.data.agent}`,
      ...[event.data.request, event.data.grant].filter((id) => id !== undefined),
    ];
  return isOutcome(event) ? [event.data.decision, `agent:${event.data.agent}`] : [];
}

export const gateFacts: Facts = {
  name: 'gate',
  events: gateEventSchemas,
  subjects,
  counters: gateCounters,
  entities: [],
  reportsOn: (event) => (isOutcome(event) ? event.data.decision : undefined),
};
