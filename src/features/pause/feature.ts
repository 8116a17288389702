import type { Feature } from '../../kernel/feature.ts';
import { pauseCommands } from './commands.ts';
import type { PauseDeps } from './deps.ts';
import { pauseFacts } from './facts.ts';
import { pauseJobs } from './jobs.ts';
import { pauseRoutes } from './routes.ts';
import { pauseVerbs } from './verbs.ts';

/** The brake: stops an agent, a tool or everything by one message, and proves that it stopped. */
export const pauseFeature = (deps: PauseDeps): Feature => ({
  ...pauseFacts,
  title: 'The brake',
  commands: pauseCommands(deps),
  verbs: pauseVerbs(deps),
  dialogs: [],
  routes: pauseRoutes(deps),
  jobs: pauseJobs(deps),
});
