import type { DomainEvent } from '../../kernel/events.ts';
import { type Facts, LEDGER_SUBJECT } from '../../kernel/feature.ts';
import { auditEvents, isAdopted } from './domain/events.ts';

const subjects = (event: DomainEvent): readonly string[] =>
  isAdopted(event)
    ? [LEDGER_SUBJECT, ...event.data.people.map(({ person }) => `person:${person}`)]
    : [];

export const auditFacts: Facts = { name: 'audit', events: auditEvents, subjects, entities: [] };
