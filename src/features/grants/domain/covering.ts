import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { Json } from '../../../ledger/canonical.ts';
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
import { type GrantState, grants, isLiveGrant } from './state.ts';

/** The rule that a decision names when a grant allowed it, beside the rules that would have asked a person. */
export const GRANT_RULE = 'standing-grant';

/** An action as a grant is compared with it: the tool that takes effect, with the arguments that one gets. */
export interface Covered {
  readonly facts: ActionFacts;
  readonly args: Arguments;
  /** Arguments that mean recipients to the catalogue. */
  readonly recipientArguments: readonly string[];
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
  if (dispatch) {
    const known = [dispatch.toolArgument, dispatch.argumentsArgument];
    if (Object.keys(call.arguments).some((name) => !known.includes(name))) return undefined;
  }
  return {
    facts,
    args: effective.args,
    recipientArguments: effective.tool.recipientArguments ?? [],
    catalogue: entryHash(connector, facts),
    obligations: finding.obligations,
  };
}

/** Whether a live grant allows this action: the same tool, nobody but its recipients, at most its amount, no more consent needed. */
export const doesCover = (grant: GrantState, action: Covered, now: Instant): boolean =>
  isLiveGrant(grant, now) &&
  grant.agentId === action.facts.agentId &&
  grant.connectorId === action.facts.connectorId &&
  grant.tool === action.facts.effectiveTool &&
  grant.catalogue === action.catalogue &&
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

/** Names that mean a recipient wherever they stand, also where a catalogue forgot them. */
const RECIPIENT_NAMES = new Set([
  'to',
  'cc',
  'bcc',
  'recipient',
  'recipients',
  'attendees',
  'participants',
  'payee',
  'forwardto',
]);

function reachesNobodyElse(
  { recipients }: GrantState,
  { facts, args, recipientArguments }: Covered,
): boolean {
  const known = new Set(recipients);
  const others = Object.entries(args).filter(([name]) => !recipientArguments.includes(name));
  return (
    facts.recipients.every(({ address }) => known.has(address)) &&
    others.every(([name, value]) =>
      RECIPIENT_NAMES.has(name.toLowerCase())
        ? wordsIn(value).every((word) => known.has(word))
        : wordsIn(value).every((word) => known.has(word) || !isAddressed(word)),
    )
  );
}

const ADDRESS = /^(?:mailto:)?[^\s@<>]+@[^\s@<>]+$/i;
const WITH_NAME = /<[^\s@<>]+@[^\s@<>]+>$/;
/** No address is longer. */
const MOST_ADDRESS = 400;

/** Whether a value is one address, with or without a name, or a list of them; a text that only mentions some is not. */
function isAddressed(text: string): boolean {
  const parts = text.trim().split(/[,;\s]+/);
  if (parts.every((part) => part.length <= MOST_ADDRESS && ADDRESS.test(part))) return true;
  return text.length <= MOST_ADDRESS && WITH_NAME.test(text.trim());
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Every value within a value, as text; nothing is none. */
function wordsIn(value: Json): readonly string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return [String(value)];
  return (isList(value) ? value : Object.values(value)).flatMap(wordsIn);
}

function isWithinAmount(
  { amountUpTo, currency }: GrantState,
  { facts: { amount, systemClass, reversible } }: Covered,
): boolean {
  if (amountUpTo === undefined)
    return amount === undefined && (systemClass !== 'finance' || reversible);
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
