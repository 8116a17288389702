import * as z from 'zod';
import type { AgentIdentities, AgentIdentity } from '../../kernel/agentIdentities.ts';
import { type AskGraph, type GraphOptions, graphOf } from './graph.ts';

/** A list of thousands takes longer than a look-up of one person. */
const BUDGET_MS = 15_000;
const MAX_PAGES = 100;

const identity = z.object({
  id: z.guid(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});
const page = z.object({ value: z.array(identity), '@odata.nextLink': z.url().optional() });

/**
 * The agent identities of Microsoft Entra, as an application with `AgentIdentity.Read.All`. Who sponsors one is not asked:
 * to an application Graph says that only with the right to change them.
 */
export function entraAgentIdentities(options: GraphOptions): AgentIdentities {
  const { origin = 'https://graph.microsoft.com', budgetMs = BUDGET_MS } = options;
  const graph = graphOf({ ...options, budgetMs });
  return () => graph.lookUp((ask) => all(ask, origin));
}

async function all(ask: AskGraph, origin: string): Promise<readonly AgentIdentity[]> {
  const found: AgentIdentity[] = [];
  let path: string | undefined =
    'servicePrincipals/microsoft.graph.agentIdentity?$select=id,displayName,accountEnabled';
  for (let pages = 0; path !== undefined; pages += 1) {
    if (pages === MAX_PAGES) throw new TypeError('there are too many agent identities');
    const answer = page.parse(await ask({ path, headers: { 'odata-version': '4.0' } }));
    found.push(...answer.value.map(read));
    path = answer['@odata.nextLink'];
    if (path !== undefined && new URL(path).origin !== origin)
      throw new TypeError('Graph sends on to another host');
  }
  return found;
}

const read = ({ id, displayName, accountEnabled }: z.infer<typeof identity>): AgentIdentity => ({
  objectId: id.toLowerCase(),
  name: displayName?.trim() || id,
  isEnabled: accountEnabled === true,
});
