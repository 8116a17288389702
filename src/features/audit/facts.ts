import type { DomainEvent } from '../../kernel/events.ts';
import { type Facts, LEDGER_SUBJECT } from '../../kernel/feature.ts';
import { auditEvents, isAdopted } from './domain/events.ts';

function subjects(event: DomainEvent): readonly string[] {
  if (isAdopted(event))
    return [LEDGER_SUBJECT, ...event.data.people.map(({ person }) => `person:${person}`)];
  return event.type === 'ledger-rebuilt' ? [LEDGER_SUBJECT] : [];
}

export const auditFacts: Facts = { name: 'audit', events: auditEvents, subjects, entities: [] };
