import type { Feature } from '../../kernel/feature.ts';
import { feedbackCommands } from './commands.ts';
import type { FeedbackDeps } from './deps.ts';
import { reportDialog, shadowDialog } from './dialogs.ts';
import { feedbackFacts } from './facts.ts';
import { feedbackJobs } from './jobs.ts';
import { feedbackRoutes } from './routes.ts';
import { feedbackSection } from './sections.ts';
import { shadowVerbs } from './shadowVerbs.ts';
import { feedbackVerbs } from './verbs.ts';

/** The ear: people report what an agent got wrong, hear what became of it, and say whether it is fixed for them. */
export const feedbackFeature = (deps: FeedbackDeps): Feature => ({
  ...feedbackFacts,
  title: 'Reports',
  commands: feedbackCommands(deps),
  verbs: [...feedbackVerbs(deps), ...shadowVerbs(deps)],
  dialogs: [reportDialog(deps), shadowDialog(deps)],
  routes: feedbackRoutes(deps),
  jobs: feedbackJobs(deps),
  sections: [feedbackSection(deps)],
});
