import type { Feature } from '../../kernel/feature.ts';
import { relaxationFacts } from './facts.ts';
import { type RelaxationDeps, relaxationJob } from './job.ts';

/** What the ledger itself proposes to do without asking, because it went well long enough. People decide about it. */
export const relaxationsFeature = (deps: RelaxationDeps): Feature => ({
  ...relaxationFacts,
  commands: [],
  verbs: [],
  dialogs: [],
  routes: [],
  jobs: [relaxationJob(deps)],
});
