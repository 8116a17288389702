import type { Touched } from '../../pause/domain/target.ts';
import type { Subject } from './commands.ts';
import type { RequestState } from './state.ts';

/** What a request touches, as far as a pause can hold it. A question about rights names no tool. */
export function touchedBy(asked: Subject | RequestState): Touched {
  if (asked.kind === 'outboundAction' || asked.kind === 'standingGrant') return asked.facts;
  const { agentId, connectorId, environment } = asked;
  const none = { agentId, connectorId, environment, tool: '', effectiveTool: '' };
  return asked.kind === 'connector' ? none : { ...none, tier: asked.toTier };
}
