import type { Feature } from '../../kernel/feature.ts';
import { type SimulationRouteDeps, simulationRoutes } from './routes.ts';

/** What other rules would have decided. It writes nothing. */
export const simulationFeature = (deps: SimulationRouteDeps): Feature => ({
  name: 'simulation',
  events: {},
  subjects: () => [],
  entities: [],
  commands: [],
  verbs: [],
  dialogs: [],
  routes: simulationRoutes(deps),
  jobs: [],
});
