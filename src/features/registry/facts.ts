import { entity, type Facts } from '../../kernel/feature.ts';
import { agents, connectors, registrySubjects } from './domain/fold.ts';
import { registryEventSchemas } from './eventSchemas.ts';

/** What a week's digest lists one by one. */
const WEEKLY: Readonly<Record<string, readonly string[]>> = {
  'agent-imported': ['useCase'],
  'agent-changed': ['permission'],
  'connector-imported': ['permission'],
  'connector-changed': ['permission'],
  'connector-put-on-probation': ['permission'],
  'connector-promoted': ['permission'],
  'connector-widened': ['permission'],
  'connector-rejected': ['permission'],
  'connector-revoked': ['permission'],
  'probation-ended': ['permission'],
  'probation-extended': ['permission'],
  'capability-granted': ['permission'],
  'tier-raised': ['permission'],
  'tier-ended': ['permission'],
};

export const registryFacts: Facts = {
  name: 'registry',
  events: registryEventSchemas,
  subjects: registrySubjects,
  counters: (event) =>
    event.type === 'agent-imported'
      ? { 'imported.agents': 1 }
      : event.type === 'connector-imported'
        ? { 'imported.connectors': 1 }
        : {},
  weekly: ({ type }) => WEEKLY[type] ?? [],
  entities: [entity(agents), entity(connectors)],
};
