import { problem } from '../../../kernel/problems.ts';
import { type Route, route } from '../../../kernel/route.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import { IMPORT_ROUTE, runImport } from '../importRoutes.ts';
import { agentSchema } from '../schemas.ts';
import { type Defaults, recordsFrom } from './recordsFrom.ts';

/** What Entra does not say: who answers for the agents, what for, and where they run. */
const defaultsSchema = agentSchema.omit({
  id: true,
  displayName: true,
  capabilities: true,
  identities: true,
  principals: true,
  status: true,
  ownerless: true,
  aboveTemplate: true,
  reported: true,
  listedAs: true,
});

/** The agent identities of Entra that act for no registered agent yet, as agents that may do nothing so far. */
export const entraRoute = (deps: RegistryDeps): Route =>
  route({
    ...IMPORT_ROUTE,
    id: 'importAgentIdentities',
    path: '/import/entra',
    summary:
      'Import the agent identities of Entra that no agent has yet; the body says of all of them what Entra does not',
    body: defaultsSchema,
    problems: [...IMPORT_ROUTE.problems, 'not-found'],
    handle: async ({ body, ...call }) => {
      if (!deps.agentIdentities)
        return problem('not-found', 'This server reads no directory of agent identities.');
      const identities = (await deps.agentIdentities()).filter(({ isEnabled }) => isEnabled);
      const known = (await deps.ledger.view()).all(agents);
      const found = recordsFrom(identities, body as Defaults, known);
      return runImport({ agents: found, connectors: [] }, call, deps);
    },
  });
