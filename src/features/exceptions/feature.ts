import type { Feature } from '../../kernel/feature.ts';
import { exceptionCommands, exceptionVerbs } from './chat.ts';
import type { ExceptionsDeps } from './deps.ts';
import { exceptionFacts } from './facts.ts';
import { exceptionJobs } from './jobs.ts';
import { exceptionRoutes } from './routes.ts';
import { exceptionsSection } from './sections.ts';

/** What differs from a standard: known, owned, and over at its date. Asked for with a request. */
export const exceptionsFeature = (deps: ExceptionsDeps): Feature => ({
  ...exceptionFacts,
  title: 'Exceptions',
  commands: exceptionCommands(deps),
  verbs: exceptionVerbs(deps),
  dialogs: [],
  routes: exceptionRoutes(deps),
  jobs: exceptionJobs(deps),
  sections: [exceptionsSection],
});
