import type { Feature } from '../../kernel/feature.ts';
import { gateFacts } from './facts.ts';
import { quotaTellJob } from './quotaJobs.ts';
import { type GateDeps, gateRoutes } from './routes.ts';
import { quotaSection } from './sections.ts';

/** Asked before each action: allow, deny, or a person must approve; afterwards, what came of it. */
export const gateFeature = (deps: GateDeps): Feature => ({
  ...gateFacts,
  title: 'Decisions',
  commands: [],
  verbs: [],
  dialogs: [],
  routes: gateRoutes(deps),
  jobs: [quotaTellJob(deps)],
  sections: [quotaSection],
});
