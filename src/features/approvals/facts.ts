import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { approvalCounters } from './counters.ts';
import { openRequests, requests } from './domain/entity.ts';
import { isRequestEvent, requestEvents } from './domain/events.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isRequestEvent(event)) return [];
  const { data } = event;
  const person = 'person' in data ? [`person:${data.person}`] : [];
  if ('kind' in data && data.kind === 'policyChange') return [data.request, 'policy', ...person];
  if ('kind' in data && data.kind === 'modelList') return [data.request, 'models', ...person];
  if (event.type === 'request-asked')
    return [
      data.request,
      `agent:${event.data.agentId}`,
      ...(event.data.connectorId === undefined ? [] : [`connector:${event.data.connectorId}`]),
    ];
  return 'agentId' in data
    ? [data.request, `agent:${data.agentId}`, ...person]
    : [data.request, ...person];
}

export const approvalsFacts: Facts = {
  name: 'approvals',
  events: requestEvents,
  subjects,
  counters: approvalCounters,
  entities: [entity(requests), entity(openRequests)],
};
