import { entity, type Feature } from '../../kernel/feature.ts';
import { agents, connectors, registrySubjects } from './domain/fold.ts';
import { type RegistryDeps, registryRoutes } from './routes.ts';
import { registryEventSchemas } from './schemas.ts';

/** Who the agents are and what the connectors can do: the catalogue that every decision rests on. */
export const registryFeature = (deps: RegistryDeps): Feature => ({
  name: 'registry',
  events: registryEventSchemas,
  subjects: registrySubjects,
  entities: [entity(agents), entity(connectors)],
  commands: [],
  verbs: [],
  dialogs: [],
  routes: registryRoutes(deps),
  jobs: [],
});
