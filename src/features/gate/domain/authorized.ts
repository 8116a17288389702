import type { AuthorizeCall, Judged } from '../../policy/domain/judge.ts';
import type { ActionAuthorized, CallerIdentity, Counted, Permission } from './events.ts';

/** What the registry and the caller's token add to a call: which version speaks, whose cohort it counts into, what it rests on. */
export interface Speaker {
  readonly agentVersion: string;
  readonly department?: string;
  readonly dataDomains?: readonly string[];
  readonly identity?: CallerIdentity;
  readonly permission?: Permission;
  readonly metered?: true;
  readonly counted?: Counted;
  readonly listed?: true;
}

/** The event that records a decision. */
export function authorized(
  call: AuthorizeCall,
  judged: Judged,
  speaker: Speaker,
  request?: string,
): ActionAuthorized {
  const { finding, facts, surroundings, digest, bundle, logLevel } = judged;
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
      ...(logLevel === 'whole' && { arguments: call.arguments }),
      ...(request !== undefined && { request }),
      ...(finding.grant !== undefined && { grant: finding.grant }),
      ...(call.onBehalfOf !== undefined && { onBehalfOf: call.onBehalfOf }),
      ...(call.sessionId !== undefined && { sessionId: call.sessionId }),
      ...(call.surface !== undefined && { surface: call.surface }),
      ...(call.model !== undefined && { model: call.model }),
      ...(call.justification !== undefined && { justification: call.justification }),
      ...(call.context && { context: call.context }),
    },
  };
}
