import type { Feature } from '../../kernel/feature.ts';
import { grantCommands, grantVerbs } from './chat.ts';
import type { GrantsDeps } from './deps.ts';
import { grantFacts } from './facts.ts';
import { grantJobs } from './jobs.ts';
import { grantRoutes } from './routes.ts';
import { grantsSection } from './sections.ts';

/** What people allowed beforehand: an agent, a tool, exact recipients, an amount, a date. Asked for with a request. */
export const grantsFeature = (deps: GrantsDeps): Feature => ({
  ...grantFacts,
  title: 'Standing grants',
  commands: grantCommands(deps),
  verbs: grantVerbs(deps),
  dialogs: [],
  routes: grantRoutes(deps),
  jobs: grantJobs(deps),
  sections: [grantsSection],
});
