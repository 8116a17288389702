import type { Feature } from '../../kernel/feature.ts';
import { reviewCommands, reviewVerbs } from './chat.ts';
import type { ReviewsDeps } from './deps.ts';
import { reviewFacts } from './facts.ts';
import { reviewJobs } from './jobs.ts';
import { reviewRoutes } from './routes.ts';
import { reviewsSection } from './sections.ts';

/** Rounds in which owners say what their agents are to keep: what is taken away is gone at once, what is not answered stays open. */
export const reviewsFeature = (deps: ReviewsDeps): Feature => ({
  ...reviewFacts,
  title: 'Access reviews',
  commands: reviewCommands(deps),
  verbs: reviewVerbs(deps),
  dialogs: [],
  routes: reviewRoutes(deps),
  jobs: reviewJobs(deps),
  sections: [reviewsSection],
});
