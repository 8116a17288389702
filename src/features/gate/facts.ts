import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { gateCounters } from './counters.ts';
import { isAuthorized, isOutcome } from './domain/events.ts';
import { isQuotaEvent, quotaEvents } from './domain/quotaEvents.ts';
import { quotaWindows } from './domain/quotas.ts';
import { isStrangerEvent, strangerEvents, subjectOf } from './domain/strangerEvents.ts';
import { strangerDays } from './domain/strangers.ts';
import { gateEventSchemas } from './schemas.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (isStrangerEvent(event)) return [subjectOf(event)].filter((one) => one !== undefined);
  if (isQuotaEvent(event)) return [`agent:${event.data.agentId}`];
  if (isAuthorized(event))
    return [
      `agent:${event.data.agent}`,
      ...[event.data.request, event.data.grant].filter((id) => id !== undefined),
    ];
  return isOutcome(event) ? [event.data.decision, `agent:${event.data.agent}`] : [];
}

export const gateFacts: Facts = {
  name: 'gate',
  events: { ...gateEventSchemas, ...quotaEvents, ...strangerEvents },
  subjects,
  counters: gateCounters,
  weekly: (event) =>
    event.type === 'quota-reached' ? ['quota'] : isStrangerEvent(event) ? ['stranger'] : [],
  entities: [entity(quotaWindows), entity(strangerDays)],
  reportsOn: (event) => (isOutcome(event) ? event.data.decision : undefined),
};
