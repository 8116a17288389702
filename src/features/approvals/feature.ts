import type { Feature } from '../../kernel/feature.ts';
import { approvalVerbs } from './answering/verbs.ts';
import { answeringCommands } from './commands/answering.ts';
import { type HelpGroups, lookingCommands } from './commands/looking.ts';
import { policyCommand } from './commands/policy.ts';
import type { ApprovalsDeps } from './deps.ts';
import { approvalsFacts } from './facts.ts';
import { approvalJobs } from './following/jobs.ts';
import { requestCommand } from './requesting/command.ts';
import { requestDialogs } from './requesting/dialogs.ts';
import { requestVerbs } from './requesting/verbs.ts';
import { approvalRoutes } from './routes.ts';
import { waitingSection } from './sections.ts';

/** Questions to people: asked by agents, answered in chat or in the tab, spent once by whoever executes. */
export const approvalsFeature = (deps: ApprovalsDeps, help: HelpGroups): Feature => ({
  ...approvalsFacts,
  title: 'Requests and approvals',
  commands: [
    ...answeringCommands(deps),
    requestCommand(deps),
    ...lookingCommands(deps, help),
    policyCommand(deps),
  ],
  verbs: [...approvalVerbs(deps), ...requestVerbs(deps)],
  dialogs: requestDialogs(deps),
  routes: approvalRoutes(deps),
  jobs: approvalJobs(deps),
  sections: [waitingSection(deps)],
});
