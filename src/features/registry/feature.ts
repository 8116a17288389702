import type { Feature } from '../../kernel/feature.ts';
import { registryFacts } from './facts.ts';
import { type RegistryDeps, registryRoutes } from './routes.ts';

/** Who the agents are and what the connectors can do: the catalogue that every decision rests on. */
export const registryFeature = (deps: RegistryDeps): Feature => ({
  ...registryFacts,
  commands: [],
  verbs: [],
  dialogs: [],
  routes: registryRoutes(deps),
  jobs: [],
});
