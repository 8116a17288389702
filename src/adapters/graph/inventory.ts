import { GraphError } from '@microsoft/microsoft-graph-client';
import * as z from 'zod';
import { type FoundAgent, NotRead } from '../../kernel/inventorySource.ts';
import { type GraphOptions, graphOf } from './graph.ts';
import { allPages } from './pages.ts';

/** A list of thousands takes longer than a look-up of one person. */
const BUDGET_MS = 15_000;

interface List<T> {
  readonly path: string;
  readonly entry: z.ZodType<T>;
  readonly agent: (entry: T) => FoundAgent;
}

/** A list of agents that Graph has, whole or not at all. */
export function placeInGraph<T>(options: GraphOptions, { path, entry, agent }: List<T>) {
  const { origin = 'https://graph.microsoft.com', budgetMs = BUDGET_MS } = options;
  const graph = graphOf({ ...options, budgetMs });
  return {
    place: 'Microsoft Graph',
    async read(): Promise<readonly FoundAgent[]> {
      try {
        const all = await graph.lookUp((ask) => allPages(ask, { path, origin, entry }));
        return all.map(agent);
      } catch (error) {
        throw notRead(error instanceof Error ? error.cause : error);
      }
    },
  };
}

function notRead(cause: unknown): NotRead {
  if (cause instanceof GraphError && [401, 403].includes(cause.statusCode))
    return new NotRead('refused', 'Graph refuses the application', cause);
  const isOdd = cause instanceof z.ZodError || cause instanceof TypeError;
  return new NotRead(isOdd ? 'odd' : 'silent', 'Graph was not read', cause);
}
