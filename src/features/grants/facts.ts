import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { grantEvents, isGrantEvent } from './domain/events.ts';
import { grants } from './domain/state.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (!isGrantEvent(event)) return [];
  const { grant, agentId, connectorId } = event.data;
  return [grant, `agent:${agentId}`, `connector:${connectorId}`];
}

/** What a week's digest lists one by one. */
const LISTED: readonly string[] = ['grant-given', 'grant-revoked', 'grant-ended'];

export const grantFacts: Facts = {
  name: 'grants',
  events: grantEvents,
  subjects,
  weekly: ({ type }) => (LISTED.includes(type) ? ['permission'] : []),
  entities: [entity(grants)],
};
