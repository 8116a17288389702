import type { Feature } from '../../kernel/feature.ts';
import { registryCommands } from './commands.ts';
import type { RegistryDeps } from './deps.ts';
import { registryFacts } from './facts.ts';
import { registryJobs } from './jobs.ts';
import { modelRunSection } from './modelRuns/sections.ts';
import { registryRoutes } from './routes.ts';
import { registryVerbs } from './verbs.ts';
import { noticeJob } from './watch/delivering.ts';
import { newsJobs } from './watch/news.ts';
import { ownersJob } from './watch/owners.ts';
import { watchSections } from './watch/sections.ts';

/** Who the agents are and what the connectors can do: the catalogue that every decision rests on. */
export const registryFeature = (deps: RegistryDeps): Feature => ({
  ...registryFacts,
  title: 'Agents',
  commands: registryCommands(deps),
  verbs: registryVerbs(deps),
  dialogs: [],
  routes: registryRoutes(deps),
  jobs: [...registryJobs(deps), ownersJob(deps), noticeJob(deps), ...newsJobs(deps)],
  sections: [...watchSections, modelRunSection],
});
