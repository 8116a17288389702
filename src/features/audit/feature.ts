import type { Feature } from '../../kernel/feature.ts';
import { type AuditDeps, auditRoutes } from './routes.ts';

/** The ledger as its readers see it. */
export const auditFeature = (deps: AuditDeps): Feature => ({
  name: 'audit',
  events: {},
  subjects: () => [],
  entities: [],
  commands: [],
  verbs: [],
  dialogs: [],
  routes: auditRoutes(deps),
  jobs: [],
});
