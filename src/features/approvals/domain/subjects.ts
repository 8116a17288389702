import type { DomainEvent } from '../../../kernel/events.ts';
import { isRequestEvent, type RequestEvent } from './events.ts';

/** Whom a request's event is about: the request, its agent and connector, and the people it names one by one. */
export function requestSubjects(event: DomainEvent): readonly string[] {
  if (!isRequestEvent(event)) return [];
  const { data } = event;
  const things =
    'agentId' in data ? [`agent:${data.agentId}`, `connector:${data.connectorId}`] : [];
  return [data.request, ...things, ...peopleIn(event).map((id) => `person:${id}`)];
}

function peopleIn({ data }: RequestEvent): readonly string[] {
  if ('person' in data) return [data.person];
  return 'beneficiary' in data && data.beneficiary !== undefined ? [data.beneficiary] : [];
}
