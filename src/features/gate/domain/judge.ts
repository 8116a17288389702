import type { View } from '../../../kernel/ledger.ts';
import { actionDigest, catalogueHash } from '../../policy/domain/action.ts';
import type { ActionCall, ActionFacts, Finding, PolicyEngine } from '../../policy/domain/model.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import type { ActionAuthorized } from './events.ts';

/** A call as `authorize` takes it, checked for shape. */
export interface AuthorizeCall extends ActionCall {
  readonly onBehalfOf?: string;
  readonly sessionId?: string;
  readonly surface?: string;
  readonly agentVersion?: string;
  readonly workflow?: string;
  readonly justification?: string;
}

export interface Judged {
  readonly finding: Finding;
  readonly facts: ActionFacts | undefined;
  readonly digest: string;
  /** Hash of the catalogue entries the digest covers. */
  readonly catalogue: string;
  readonly bundle: string;
}

/** A reason to stop an action that no policy knows of: a pause, say. Undefined: nothing holds it. */
export type HeldBack = (view: View, facts: ActionFacts) => Finding | undefined;

export interface JudgeRules {
  readonly tenant: string;
  readonly policy: PolicyEngine;
  readonly heldBack: HeldBack;
}

/** Judges a call against one view of the registry. Pure for (rules, view, call). */
export function judgeCall(rules: JudgeRules, view: View, call: ActionCall): Judged {
  const connector = view.get(connectors, call.connectorId);
  const { finding, facts } = rules.policy.judge(call, {
    agent: view.get(agents, call.agentId),
    connector,
  });
  const catalogue = connector && facts ? catalogueHash(connector, facts) : '';
  return {
    finding: (facts && finding.outcome !== 'deny' && rules.heldBack(view, facts)) || finding,
    facts,
    digest: actionDigest(rules.tenant, call, catalogue),
    catalogue,
    bundle: rules.policy.bundle,
  };
}

/** The event that records a decision. */
export function authorized(
  call: AuthorizeCall,
  judged: Judged,
  agentVersion: string,
  request?: string,
): ActionAuthorized {
  const { finding, facts, digest, bundle } = judged;
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
      agentVersion,
      workflow: call.workflow ?? call.agentId,
      ...(facts && { facts }),
      ...(request !== undefined && { request }),
      ...(call.onBehalfOf !== undefined && { onBehalfOf: call.onBehalfOf }),
      ...(call.sessionId !== undefined && { sessionId: call.sessionId }),
      ...(call.surface !== undefined && { surface: call.surface }),
      ...(call.justification !== undefined && { justification: call.justification }),
    },
  };
}
