import type { Feature } from '../../kernel/feature.ts';
import { policyFacts } from './facts.ts';
import { type PolicyRouteDeps, policyRoutes } from './routes.ts';

/** The rules in force: shown, and changed for all servers at once. */
export const policyFeature = (deps: PolicyRouteDeps): Feature => ({
  ...policyFacts,
  commands: [],
  verbs: [],
  dialogs: [],
  routes: policyRoutes(deps),
  jobs: [],
});
