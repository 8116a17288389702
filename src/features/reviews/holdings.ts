import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { exceptions, isLiveException } from '../exceptions/domain/state.ts';
import { grants, isLiveGrant } from '../grants/domain/state.ts';
import { agents, connectors } from '../registry/domain/fold.ts';
import type { Holdings } from './domain/items.ts';

/** What an agent has at a moment; undefined where there is no such agent in use. */
export function holdingsOf(agentId: string, view: View, now: Instant): Holdings | undefined {
  const agent = view.get(agents, agentId);
  if (agent === undefined || agent.status !== 'active') return undefined;
  return {
    agent,
    connectors: agent.record.capabilities.flatMap(({ connectorId }) => {
      const connector = view.get(connectors, connectorId);
      return connector ? [connector] : [];
    }),
    grants: [...view.all(grants).values()].filter(
      (one) => one.agentId === agentId && isLiveGrant(one, now),
    ),
    exceptions: [...view.all(exceptions).values()].filter(
      (one) => one.agentId === agentId && isLiveException(one, now),
    ),
  };
}

/** How many agents in use have a connector. */
export const usersOf = (connectorId: string, view: View): number =>
  [...view.all(agents).values()].filter(
    ({ status, record }) =>
      status === 'active' && record.capabilities.some((one) => one.connectorId === connectorId),
  ).length;
