import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { AgentState, ConnectorState } from '../../registry/domain/model.ts';
import { isExternal, isWithinTier, quoted, resolveAction } from './action.ts';
import type {
  ActionCall,
  ActionFacts,
  Finding,
  Obligations,
  PolicyEngine,
  Subject,
} from './model.ts';

/** The rules by name, in the order they are asked; the bundle hash covers them, so a change of the list is a new bundle. */
const RULES = [
  'agent-unknown',
  'agent-retired',
  'connector-unknown',
  'connector-not-approved',
  'tool-unknown',
  'inner-tool-unknown',
  'argument-ill-typed',
  'recipient-missing',
  'no-capability',
  'connector-not-in-environment',
  'above-tier',
  'above-ceiling',
  'no-external-action-in-pilot',
  'content-not-covered',
  'read-and-draft-allowed',
  'finance-needs-two',
  'a-person-approves',
] as const;

type Rule = (typeof RULES)[number];

const VERSION = 1;

const deny = (rule: Rule, because: string): Finding => ({
  outcome: 'deny',
  because,
  policies: [rule],
});

/** What forbids the action for good, or undefined. */
function forbidden(
  facts: ActionFacts,
  agent: AgentState,
  connector: ConnectorState,
): Finding | undefined {
  const { record } = connector;
  if (facts.tier === undefined)
    return deny(
      'no-capability',
      `${agent.record.id} has no capability for ${record.id}: ask for the connector first`,
    );
  if (!record.environments.includes(facts.environment))
    return deny(
      'connector-not-in-environment',
      `${record.id} is not allowed in ${facts.environment}, where ${agent.record.id} runs`,
    );
  if (record.status === 'probation' && facts.environment === 'production')
    return deny(
      'connector-not-in-environment',
      `${record.id} is on probation, so it may be used in dev and pilot only, not in production`,
    );
  if (!isWithinTier(facts.tier, facts))
    return deny(
      'above-tier',
      `${facts.effectiveTool} is a ${facts.effect}, which is above the tier ${facts.tier} of ${agent.record.id} on ${record.id}`,
    );
  if (!isWithinTier(record.tierCeiling, facts))
    return deny(
      'above-ceiling',
      `${facts.effectiveTool} is a ${facts.effect}, which is above the ceiling ${record.tierCeiling} of ${record.id}`,
    );
  if (
    facts.phase === 'pilot' &&
    isExternal(facts) &&
    (facts.effect === 'send' || facts.effect === 'write')
  )
    return deny(
      'no-external-action-in-pilot',
      `${agent.record.id} is in phase pilot, in which nothing may leave the organisation`,
    );
  const uncovered = facts.references.find(({ covered }) => !covered);
  if (uncovered && facts.environment === 'production' && facts.effect !== 'read')
    return deny(
      'content-not-covered',
      `the argument ${uncovered.argument} only points at content: production needs its hash or ETag beside it`,
    );
  return undefined;
}

function judgeFacts(facts: ActionFacts, agent: AgentState, connector: ConnectorState): Finding {
  const denied = forbidden(facts, agent, connector);
  if (denied) return denied;
  if (facts.effect === 'read' || facts.effect === 'draft')
    return {
      outcome: 'allow',
      policies: ['read-and-draft-allowed'],
      because: `${agent.record.id} may ${facts.effect} with ${connector.record.id} by its tier ${facts.tier}`,
    };
  const finance = facts.systemClass === 'finance';
  const obligations: Obligations = finance
    ? { approver: 'finance', quorum: 2 }
    : { approver: 'businessOwner', quorum: 1 };
  return finance
    ? {
        outcome: 'needsApproval',
        policies: ['finance-needs-two'],
        obligations,
        because: `${facts.effectiveTool} changes a financial system, so two finance controllers must approve it`,
      }
    : {
        outcome: 'needsApproval',
        policies: ['a-person-approves'],
        obligations,
        because: `${facts.effectiveTool} is a ${facts.effect}, so the business owner of ${agent.record.id} must approve it`,
      };
}

/** Connectors that may be used at all. */
const USABLE = new Set(['approved', 'probation']);

function judge(
  call: ActionCall,
  { agent, connector }: Subject,
  acceptedDomains: readonly string[],
): ReturnType<PolicyEngine['judge']> {
  const denied = (rule: Rule, because: string) => ({
    finding: deny(rule, because),
    facts: undefined,
  });
  if (agent === undefined)
    return denied('agent-unknown', `no agent ${quoted(call.agentId)} is registered`);
  if (agent.status !== 'active') return denied('agent-retired', `${agent.record.id} is retired`);
  if (connector === undefined)
    return denied('connector-unknown', `no connector ${quoted(call.connectorId)} is listed`);
  if (!USABLE.has(connector.record.status))
    return denied(
      'connector-not-approved',
      `${connector.record.id} is ${connector.record.status}, not approved`,
    );
  const resolved = resolveAction(call, agent, connector, acceptedDomains);
  if (!resolved.ok)
    return { finding: deny(resolved.unclear.policy, resolved.unclear.because), facts: undefined };
  return { finding: judgeFacts(resolved.facts, agent, connector), facts: resolved.facts };
}

/** The rule that ships without a policy bundle: deny what is unknown or above its tier, allow reads and drafts, ask a person for the rest. */
export function builtInPolicy(acceptedDomains: readonly string[]): PolicyEngine {
  const domains = acceptedDomains.map((domain) => domain.toLowerCase());
  const bundle = sha256(
    canonicalJson({ engine: 'built-in', version: VERSION, rules: RULES, acceptedDomains: domains }),
  );
  return { bundle, judge: (call, subject) => judge(call, subject, domains) };
}
