import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { presentAgent, presentConnector } from '../../registry/domain/present.ts';
import { actionDigest, catalogueHash } from './action.ts';
import type { ActionCall, ActionFacts, Finding, PolicyEngine } from './model.ts';

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
  /** The connector is on probation, where more is kept of each call. */
  readonly onProbation?: boolean;
}

/** A reason to stop an action that no policy knows of: a pause, say. Undefined: nothing holds it. */
export type HeldBack = (view: View, facts: ActionFacts) => Finding | undefined;

export interface JudgeRules {
  readonly tenant: string;
  readonly policy: PolicyEngine;
  readonly heldBack: HeldBack;
}

/** Judges a call against one view of the registry, with the tiers and probations that count at `now`. */
export function judgeCall(rules: JudgeRules, view: View, call: ActionCall, now: Instant): Judged {
  const [listed, registered] = [
    view.get(connectors, call.connectorId),
    view.get(agents, call.agentId),
  ];
  const connector = listed && presentConnector(listed, now);
  const { finding, facts } = rules.policy.judge(call, {
    agent: registered && presentAgent(registered, now),
    connector,
  });
  const catalogue = connector && facts ? catalogueHash(connector, facts) : '';
  return {
    finding: (facts && finding.outcome !== 'deny' && rules.heldBack(view, facts)) || finding,
    facts,
    digest: actionDigest(rules.tenant, call, catalogue),
    catalogue,
    bundle: rules.policy.bundle,
    onProbation: connector?.record.status === 'probation',
  };
}
