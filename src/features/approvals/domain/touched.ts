import type { Touched } from '../../pause/domain/target.ts';
import type { Subject } from './commands.ts';
import type { RequestState } from './state.ts';

/** No agent, connector or environment: only a pause of everything holds a change of the policy, or of what a whole group may use, which could widen what is stopped. */
const NOTHING: Touched = { agentId: '', connectorId: '', tool: '', effectiveTool: '' };

/** What a request touches, as far as a pause can hold it. A question about rights names no tool; one that names no connector is held by no connector's pause. */
export function touchedBy(asked: Subject | RequestState): Touched {
  if (asked.kind === 'outboundAction' || asked.kind === 'standingGrant') return asked.facts;
  if (asked.kind === 'policyChange' || asked.kind === 'modelList') return NOTHING;
  const { agentId, connectorId = '' } = asked;
  const environment = asked.kind === 'promotion' ? asked.toEnvironment : asked.environment;
  const none = { agentId, connectorId, environment, tool: '', effectiveTool: '' };
  return asked.kind === 'tierEscalation' ? { ...none, tier: asked.toTier } : none;
}
