import type { Feature } from '../../kernel/feature.ts';
import type { PauseDeps } from './deps.ts';
import { pauseFacts } from './facts.ts';
import { pauseJobs } from './jobs.ts';
import { pauseRoutes } from './routes.ts';

/** The brake: stops an agent, a tool or everything by one message, and proves that it stopped. */
export const pauseFeature = (deps: PauseDeps): Feature => ({
  ...pauseFacts,
  commands: [],
  verbs: [],
  dialogs: [],
  routes: pauseRoutes(deps),
  jobs: pauseJobs(deps),
});
