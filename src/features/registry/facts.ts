import { entity, type Facts } from '../../kernel/feature.ts';
import { agents, connectors, registrySubjects } from './domain/fold.ts';
import { registryEventSchemas } from './schemas.ts';

export const registryFacts: Facts = {
  name: 'registry',
  events: registryEventSchemas,
  subjects: registrySubjects,
  entities: [entity(agents), entity(connectors)],
};
