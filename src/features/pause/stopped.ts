import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { agents } from '../registry/domain/fold.ts';
import type { AgentState } from '../registry/domain/model.ts';
import { presentAgent } from '../registry/domain/present.ts';
import type { Target } from './domain/target.ts';

function isStopped(target: Target, { record, status }: AgentState): boolean {
  if (status !== 'active') return false;
  switch (target.kind) {
    case 'agent':
      return record.id === target.id;
    case 'connector':
      return record.capabilities.some(({ connectorId }) => connectorId === target.id);
    case 'tool':
      return record.capabilities.some(({ connectorId }) => connectorId === target.connectorId);
    case 'tier':
      return record.capabilities.some(({ tier }) => tier === target.tier);
    case 'environment':
      return record.environment === target.environment;
    case 'all':
      return true;
  }
}

/** Ids of the agents that a target stops in something they could do at present, raised tiers among it. */
export const stoppedAgents = (target: Target, view: View, now: Instant): readonly string[] =>
  [...view.all(agents).values()]
    .map((agent) => presentAgent(agent, now))
    .filter((agent) => isStopped(target, agent))
    .map(({ record }) => record.id)
    .sort();
