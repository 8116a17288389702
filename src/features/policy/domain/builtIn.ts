import { quoted } from '../../../kernel/quoted.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { ConnectorState, Effect } from '../../registry/domain/model.ts';
import { isExternal, isWithinTier, resolveAction } from './action.ts';
import type { ActionCall, ActionFacts, Finding, PolicyEngine, Subject } from './model.ts';

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

const VERSION = 2;

const deny = (rule: Rule, because: string): Finding => ({
  outcome: 'deny',
  because,
  policies: [rule],
});

/** What a tool does, in the middle of a sentence. */
const DEEDS: Readonly<Record<Effect, string>> = {
  read: 'reads',
  draft: 'prepares a draft',
  write: 'changes data',
  send: 'sends something out',
};

const toolDoes = ({ connectorId, effectiveTool, effect }: ActionFacts): string =>
  `The tool ${connectorId}/${effectiveTool} ${DEEDS[effect]}`;

/** What forbids the action for good, or undefined. */
function forbidden(facts: ActionFacts, connector: ConnectorState): Finding | undefined {
  const { agentId } = facts;
  return (
    forbiddenConnector(facts, connector) ??
    forbiddenEffect(facts, connector) ??
    (leavesInPilot(facts)
      ? deny(
          'no-external-action-in-pilot',
          `The agent ${agentId} is in phase pilot, in which nothing may leave the organisation.`,
        )
      : uncoveredContent(facts))
  );
}

function forbiddenConnector(facts: ActionFacts, { record }: ConnectorState): Finding | undefined {
  const { agentId, environment } = facts;
  if (facts.tier === undefined)
    return deny(
      'no-capability',
      `The agent ${agentId} has no capability for ${record.id}: it has to be asked for first.`,
    );
  if (!record.environments.includes(environment))
    return deny(
      'connector-not-in-environment',
      `The connector ${record.id} is not allowed in ${environment}, where the agent ${agentId} runs.`,
    );
  if (record.status === 'probation' && environment === 'production')
    return deny(
      'connector-not-in-environment',
      `The connector ${record.id} is on probation, so it may be used in dev and pilot only, not in production.`,
    );
  return undefined;
}

function forbiddenEffect(facts: ActionFacts, { record }: ConnectorState): Finding | undefined {
  const { agentId, tier } = facts;
  if (tier !== undefined && !isWithinTier(tier, facts))
    return deny(
      'above-tier',
      `${toolDoes(facts)}, which the tier ${tier} of the agent ${agentId} on ${record.id} does not allow.`,
    );
  if (!isWithinTier(record.tierCeiling, facts))
    return deny(
      'above-ceiling',
      `${toolDoes(facts)}, which is above the ceiling ${record.tierCeiling} of the connector ${record.id}.`,
    );
  return undefined;
}

const leavesInPilot = (facts: ActionFacts): boolean =>
  facts.phase === 'pilot' &&
  isExternal(facts) &&
  (facts.effect === 'send' || facts.effect === 'write');

function uncoveredContent({ references, environment, effect }: ActionFacts): Finding | undefined {
  const uncovered = references.find(({ covered }) => !covered);
  if (!uncovered || environment !== 'production' || effect === 'read') return undefined;
  return deny(
    'content-not-covered',
    `The argument ${uncovered.argument} only points at content: in production its hash or ETag has to stand beside it.`,
  );
}

const BY_TIER = { read: 'read', draft: 'prepare drafts' } as const;

function judgeFacts(facts: ActionFacts, connector: ConnectorState): Finding {
  const denied = forbidden(facts, connector);
  if (denied) return denied;
  const { agentId, connectorId, effect, tier } = facts;
  if (effect === 'read' || effect === 'draft')
    return {
      outcome: 'allow',
      policies: ['read-and-draft-allowed'],
      because: `The agent ${agentId} may ${BY_TIER[effect]} with ${connectorId}, by its tier ${tier}.`,
    };
  return facts.systemClass === 'finance'
    ? {
        outcome: 'needsApproval',
        policies: ['finance-needs-two'],
        obligations: { approver: 'finance', quorum: 2 },
        because: `The tool ${connectorId}/${facts.effectiveTool} acts on a financial system, so two different finance controllers have to approve it.`,
      }
    : {
        outcome: 'needsApproval',
        policies: ['a-person-approves'],
        obligations: { approver: 'businessOwner', quorum: 1 },
        because: `${toolDoes(facts)}, so the business owner of the agent ${agentId} has to approve it.`,
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
    return denied('agent-unknown', `No agent ${quoted(call.agentId)} is registered.`);
  if (agent.status !== 'active')
    return denied('agent-retired', `The agent ${agent.record.id} is retired.`);
  if (connector === undefined)
    return denied('connector-unknown', `No connector ${quoted(call.connectorId)} is listed.`);
  if (!USABLE.has(connector.record.status))
    return denied(
      'connector-not-approved',
      `The connector ${connector.record.id} is ${connector.record.status}, so nothing may be done with it.`,
    );
  if (connector.probationOver)
    return denied(
      'connector-not-approved',
      `The probation of the connector ${connector.record.id} is over, and no admin has decided what comes after it.`,
    );
  const resolved = resolveAction(call, agent, connector, acceptedDomains);
  if (!resolved.ok)
    return { finding: deny(resolved.unclear.policy, resolved.unclear.because), facts: undefined };
  return { finding: judgeFacts(resolved.facts, connector), facts: resolved.facts };
}

/** The rule that ships without a policy bundle: deny what is unknown or above its tier, allow reads and drafts, ask a person for the rest. */
export function builtInPolicy(acceptedDomains: readonly string[]): PolicyEngine {
  const domains = acceptedDomains.map((domain) => domain.toLowerCase());
  const bundle = sha256(
    canonicalJson({ engine: 'built-in', version: VERSION, rules: RULES, acceptedDomains: domains }),
  );
  return { bundle, judge: (call, subject) => judge(call, subject, domains) };
}
