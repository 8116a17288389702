import type { AuthorizeCall, Judged } from '../../policy/domain/judge.ts';
import type { ActionAuthorized } from './events.ts';

/** What the registry adds to a call: which version speaks, and whose cohort it counts into. */
export interface Speaker {
  readonly agentVersion: string;
  readonly department?: string;
}

/** The event that records a decision. */
export function authorized(
  call: AuthorizeCall,
  judged: Judged,
  speaker: Speaker,
  request?: string,
): ActionAuthorized {
  const { finding, facts, surroundings, digest, bundle, onProbation } = judged;
  return {
    type: 'action-authorized',
    data: {
      agent: call.agentId,
      connector: call.connectorId,
      tool: call.tool,
      outcome: finding.outcome,
      because: finding.because,
      policies: finding.policies,
      bundle,
      digest,
      ...speaker,
      workflow: call.workflow ?? call.agentId,
      ...(facts && { facts }),
      ...(surroundings && { surroundings }),
      ...(onProbation && { arguments: call.arguments }),
      ...(request !== undefined && { request }),
      ...(finding.grant !== undefined && { grant: finding.grant }),
      ...(call.onBehalfOf !== undefined && { onBehalfOf: call.onBehalfOf }),
      ...(call.sessionId !== undefined && { sessionId: call.sessionId }),
      ...(call.surface !== undefined && { surface: call.surface }),
      ...(call.justification !== undefined && { justification: call.justification }),
    },
  };
}
