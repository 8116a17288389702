import { DAY, type Instant, isBefore, millisecondsBetween, plus } from '../../../kernel/instant.ts';
import type { Json } from '../../../ledger/canonical.ts';
import { consentsIn, entryHash } from '../../grants/domain/covering.ts';
import type { GrantEvent } from '../../grants/domain/events.ts';
import { toolNamed } from '../../policy/domain/action.ts';
import type { ActionCall, ActionFacts, Arguments } from '../../policy/domain/model.ts';
import { isBareAddress } from '../../policy/domain/recipients.ts';
import { teamsPlace } from '../../registry/domain/bounds/teamsPlaces.ts';
import type { AgentPeople, ConnectorState, Tool } from '../../registry/domain/model.ts';
import type { AskedGrant, Context, Plan } from '../domain/commands.ts';
import type { RequestEvent } from '../domain/events.ts';
import type { Refusal, Ungrantable } from '../domain/refusals.ts';
import type { GrantRequest } from '../domain/state.ts';
import { planAction } from './outboundAction.ts';
import { reviewPlan, roleStage, withoutAgent } from './rights.ts';

/** The longest that something is allowed beforehand. */
export const MOST_GRANT_MS = 30 * DAY;

/** What somebody asks for, before it is known what the policy says of it. */
export type GrantWish = Pick<
  AskedGrant,
  | 'agentId'
  | 'connectorId'
  | 'tool'
  | 'recipients'
  | 'amountUpTo'
  | 'currency'
  | 'until'
  | 'justification'
>;

/** Who must agree to one such action, and security; it cannot be approved after its own end. */
export function planGrant(
  { obligations, until }: Pick<AskedGrant, 'obligations' | 'until'>,
  people: AgentPeople,
  now: Instant,
): Plan {
  const { stages, stepUp } = planAction(obligations, people);
  const seen = stages.some(({ seat }) => seat.kind === 'role' && seat.role === 'security');
  const review = reviewPlan(seen ? stages : [...stages, roleStage('security')], now);
  return {
    ...review,
    windowMs: Math.min(review.windowMs, millisecondsBetween(now, until)),
    ...(stepUp && { stepUp }),
  };
}

/** One recipient by their whole address, or one channel or chat of Teams by its id. */
export const isExactRecipient = (text: string): boolean =>
  isBareAddress(text) || teamsPlace(text)?.id !== undefined;

/** Why such actions cannot be allowed beforehand, as far as the catalogue tells. */
export function ungrantable(
  { recipients, amountUpTo, currency, until }: GrantWish,
  tool: Tool,
  { systemClass, now }: { readonly systemClass: ActionFacts['systemClass']; readonly now: Instant },
): Ungrantable | undefined {
  const named = (tool.recipientArguments ?? []).length > 0 || systemClass === 'finance';
  const moves =
    tool.amountArgument !== undefined || (systemClass === 'finance' && tool.reversible !== true);
  const hasAmount = amountUpTo !== undefined && currency !== undefined;
  if (isBefore(plus(now, MOST_GRANT_MS), until)) return 'tooLong';
  if (tool.dispatch !== undefined) return 'dispatcher';
  if ((tool.referenceArguments ?? []).length > 0) return 'content';
  if (tool.amountArgument === undefined && (amountUpTo !== undefined || moves))
    return 'amountUnreadable';
  if (moves && !hasAmount) return 'amountMissing';
  if (!named && recipients.length > 0) return 'recipientsUnreadable';
  if ((tool.recipientArguments ?? []).length > 0 && recipients.length === 0)
    return 'recipientsMissing';
  if ((tool.recipientArguments ?? []).length > 0 && !recipients.every(isExactRecipient))
    return 'recipientsInexact';
  return undefined;
}

const FIELDS: Readonly<Record<Exclude<Ungrantable, 'recipientsInexact'>, keyof GrantWish>> = {
  dispatcher: 'tool',
  content: 'tool',
  amountMissing: 'amountUpTo',
  amountUnreadable: 'amountUpTo',
  recipientsUnreadable: 'recipients',
  recipientsMissing: 'recipients',
  tooLong: 'until',
};

/** Which field of the wish is in the way, as a path. */
export const ungrantableField = (why: Ungrantable, { recipients }: GrantWish): string =>
  why === 'recipientsInexact'
    ? `recipients.${recipients.findIndex((one) => !isExactRecipient(one))}`
    : FIELDS[why];

/** The one action that does the most of what is asked for: what the policy says of it, it says of the grant. */
export function mostOf(wish: GrantWish, tool: Tool): ActionCall {
  const { agentId, connectorId, recipients, amountUpTo, currency } = wish;
  const [to] = tool.recipientArguments ?? [];
  const args: Record<string, Json> = {
    ...(to !== undefined && recipients.length > 0 && { [to]: recipients }),
    ...(tool.amountArgument !== undefined &&
      amountUpTo !== undefined && { [tool.amountArgument]: amountUpTo }),
    ...(currency !== undefined && { currency }),
  };
  return { agentId, connectorId, tool: tool.name, arguments: args satisfies Arguments };
}

/** Why a grant cannot be approved any more, tier and connector aside. */
export function grantObstacle(
  asked: AskedGrant | GrantRequest,
  context: Context,
): Refusal | undefined {
  const nobody = withoutAgent(asked.agentId, context);
  if (nobody) return nobody;
  const { connector, now } = context;
  if (!isBefore(now, asked.until)) return { code: 'grant-over', until: asked.until };
  if (connector && !isSameTool(asked, connector))
    return { code: 'action-changed', what: 'catalogue' };
  return undefined;
}

const isSameTool = (
  { facts, catalogue }: AskedGrant | GrantRequest,
  connector: ConnectorState,
): boolean =>
  toolNamed(connector, facts.effectiveTool) !== undefined &&
  entryHash(connector, facts) === catalogue;

/** What approving does: the grant, from now on until its date. */
export function grantGiven(
  asked: GrantRequest,
  events: readonly RequestEvent[],
): readonly GrantEvent[] {
  const approved = events.find((event) => event.type === 'request-approved');
  if (approved?.type !== 'request-approved') return [];
  const { id: grant, agentId, connectorId, tool, recipients, amountUpTo, currency } = asked;
  const { environment, until, catalogue, justification: reason, stepUp, requester } = asked;
  const consents = consentsIn(asked.obligations);
  const { approvers } = approved.data;
  const amount = {
    ...(amountUpTo !== undefined && { amountUpTo }),
    ...(currency !== undefined && { currency }),
  };
  const terms = {
    tool,
    environment,
    recipients,
    ...amount,
    until,
    catalogue,
    consents,
    ...(stepUp && { stepUp }),
    ...(requester.kind === 'system' && { relaxation: true as const }),
  };
  return [
    { type: 'grant-given', data: { grant, agentId, connectorId, ...terms, approvers, reason } },
  ];
}
