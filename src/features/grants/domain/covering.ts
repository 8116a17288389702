import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { catalogueHash, effectiveOf, toolNamed } from '../../policy/domain/action.ts';
import type { Grantable } from '../../policy/domain/judge.ts';
import type {
  ActionFacts,
  Arguments,
  Consent,
  Finding,
  Obligations,
} from '../../policy/domain/model.ts';
import { isAtMost } from './amount.ts';
import { hiddenIn } from './hidden.ts';
import { type GrantState, grants, isLiveGrant } from './state.ts';

/** The rule that a decision names when a grant allowed it, beside the rules that would have asked a person. */
export const GRANT_RULE = 'standing-grant';

/** An action as a grant is compared with it: the tool that takes effect, with the arguments that one gets. */
export interface Covered {
  readonly facts: ActionFacts;
  readonly args: Arguments;
  /** Arguments that mean recipients to the catalogue. */
  readonly recipientArguments: readonly string[];
  /** The one that means an amount to the catalogue. */
  readonly amountArgument?: string;
  readonly catalogue: string;
  readonly obligations: Obligations | undefined;
}

/** Hash of the entry of the tool that takes effect, however it was called. */
export const entryHash = (connector: Grantable['connector'], facts: ActionFacts): string =>
  catalogueHash(connector, { ...facts, tool: facts.effectiveTool });

/** Undefined where the call brings more than the inner tool gets: what else a dispatcher does with that nobody agreed to. */
function coveredOf({ call, facts, connector, finding }: Grantable): Covered | undefined {
  const called = toolNamed(connector, call.tool);
  const effective = called && effectiveOf(connector, called, call.arguments);
  if (!called || !effective || 'policy' in effective) return undefined;
  const { dispatch } = called;
  const { tool } = effective;
  if (dispatch) {
    const known = [dispatch.toolArgument, dispatch.argumentsArgument];
    if (Object.keys(call.arguments).some((name) => !known.includes(name))) return undefined;
  }
  return {
    facts,
    args: effective.args,
    recipientArguments: tool.recipientArguments ?? [],
    ...(tool.amountArgument !== undefined && { amountArgument: tool.amountArgument }),
    catalogue: entryHash(connector, facts),
    obligations: finding.obligations,
  };
}

/**
 * Whether a live grant allows this action: the same tool where the agent ran then, nobody but its recipients, at most its
 * amount, no more consent needed.
 */
export const doesCover = (grant: GrantState, action: Covered, now: Instant): boolean =>
  isLiveGrant(grant, now) &&
  grant.agentId === action.facts.agentId &&
  grant.connectorId === action.facts.connectorId &&
  grant.tool === action.facts.effectiveTool &&
  grant.catalogue === action.catalogue &&
  (grant.environment ?? action.facts.environment) === action.facts.environment &&
  hasConsent(grant, action) &&
  reachesNobodyElse(grant, action) &&
  isWithinAmount(grant, action) &&
  action.facts.references.every(({ covered }) => covered);

/** Everybody who must agree, by a policy's obligations. */
export const consentsIn = ({ approver, quorum, further = [] }: Obligations): readonly Consent[] => [
  { approver, quorum },
  ...further,
];

/** Whoever would be asked now had to agree to the grant, as many of them. */
const hasConsent = ({ consents, stepUp }: GrantState, { obligations }: Covered): boolean =>
  obligations !== undefined &&
  (obligations.stepUp !== true || stepUp === true) &&
  consentsIn(obligations).every(({ approver, quorum }) =>
    consents.some((given) => given.approver === approver && given.quorum >= quorum),
  );

function reachesNobodyElse(
  { recipients }: GrantState,
  { facts, args, recipientArguments, amountArgument }: Covered,
): boolean {
  const known = new Set(recipients);
  const amounts = amountArgument === undefined ? [] : [amountArgument, 'currency'];
  const read = [...recipientArguments, ...amounts];
  const others = Object.entries(args).filter(([name]) => !read.includes(name));
  const said = hiddenIn(others, { recipients: recipientArguments, amounts });
  return (
    facts.recipients.every(({ address }) => known.has(address)) &&
    !said.amount &&
    said.recipients.every((word) => known.has(word)) &&
    (facts.recipients.length + said.recipients.length > 0 || !isPayment(facts))
  );
}

/** Money that goes to nobody who can be read might go to anybody. */
const isPayment = ({ systemClass, reversible }: ActionFacts): boolean =>
  systemClass === 'finance' && !reversible;

function isWithinAmount({ amountUpTo, currency }: GrantState, { facts }: Covered): boolean {
  const { amount } = facts;
  if (amountUpTo === undefined) return amount === undefined && !isPayment(facts);
  return amount !== undefined && amount.currency === currency && isAtMost(amount.value, amountUpTo);
}

/** The finding of an action that a standing grant allows, which it names; undefined where none does. */
export function grantedFinding(view: View, action: Grantable, now: Instant): Finding | undefined {
  const all = view.all(grants);
  const covered = all.size === 0 ? undefined : coveredOf(action);
  if (covered === undefined) return undefined;
  for (const grant of all.values())
    if (doesCover(grant, covered, now)) return findingOf(grant, action);
  return undefined;
}

const findingOf = (
  { grant, agentId, connectorId, tool, until }: GrantState,
  { finding }: Grantable,
): Finding => ({
  outcome: 'allow',
  policies: [...finding.policies, GRANT_RULE],
  grant,
  because: `The standing grant ${grant} allows the agent ${agentId} to use ${connectorId}/${tool} in this way until ${until}.`,
});
