import type { Feature } from '../../kernel/feature.ts';
import { auditFacts } from './facts.ts';
import { type AuditDeps, auditRoutes } from './routes.ts';
import { auditSections } from './sections.ts';
import { verifyCommand } from './verifying.ts';

/** The ledger as its readers see it. */
export const auditFeature = (deps: AuditDeps): Feature => ({
  ...auditFacts,
  title: 'Proof',
  commands: [verifyCommand(deps)],
  verbs: [],
  dialogs: [],
  routes: auditRoutes(deps),
  jobs: [],
  sections: auditSections,
});
