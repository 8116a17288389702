import type { DomainEvent } from '../../kernel/events.ts';
import { entity, type Facts } from '../../kernel/feature.ts';
import { agents, connectors, registrySubjects } from './domain/fold.ts';
import { isModelListSet, modelListEventSchemas, modelLists } from './domain/models/modelLists.ts';
import { modelRuns } from './domain/models/modelRuns.ts';
import { reporters } from './domain/reporters.ts';
import { connectorChanges } from './domain/retests.ts';
import { accumulations } from './domain/watch/accumulation.ts';
import { notices } from './domain/watch/notices.ts';
import { ownerNews } from './domain/watch/ownerNews.ts';
import { reportedAgents } from './domain/watch/reports.ts';
import { observed, ownerWatch } from './domain/watch/watching.ts';
import { registryEventSchemas } from './eventSchemas.ts';
import { modelRunEventSchemas } from './modelRuns/schemas.ts';
import { modelRunCounters, modelRunWeekly } from './modelRuns/sections.ts';
import { watchCounters, watchSubjects, watchWeekly } from './watch/facts.ts';
import { watchEventSchemas } from './watch/schemas.ts';

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
  'agent-promoted': ['permission'],
  'agent-bounds-changed': ['permission'],
  'agent-bounds-ended': ['permission'],
  'connector-bounds-changed': ['permission'],
  'tier-raised': ['permission'],
  'tier-ended': ['permission'],
  'model-list-set': ['permission'],
};

const modelListSubjects = (event: DomainEvent): readonly string[] => {
  if (!isModelListSet(event)) return [];
  const { request } = event.data;
  return ['models', ...(request === undefined ? [] : [request])];
};

export const registryFacts: Facts = {
  name: 'registry',
  events: {
    ...registryEventSchemas,
    ...watchEventSchemas,
    ...modelRunEventSchemas,
    ...modelListEventSchemas,
  },
  subjects: (event) => [
    ...registrySubjects(event),
    ...watchSubjects(event),
    ...modelRuns.idsOf(event).map((id) => `agent:${id}`),
    ...modelListSubjects(event),
  ],
  counters: (event) =>
    event.type === 'agent-imported'
      ? { 'imported.agents': 1 }
      : event.type === 'connector-imported'
        ? { 'imported.connectors': 1 }
        : { ...watchCounters(event), ...modelRunCounters(event) },
  weekly: (event) => WEEKLY[event.type] ?? [...watchWeekly(event), ...modelRunWeekly(event)],
  entities: [
    entity(agents),
    entity(connectors),
    entity(notices),
    entity(ownerNews),
    entity(ownerWatch),
    entity(observed),
    entity(reporters),
    entity(reportedAgents),
    entity(accumulations),
    entity(modelRuns),
    entity(connectorChanges),
    entity(modelLists),
  ],
};
