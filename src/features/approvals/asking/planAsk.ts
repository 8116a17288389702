import type { DomainEvent } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import type { AuthorizeCall, Judged } from '../../policy/domain/judge.ts';
import { contextOf } from '../context.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { AskedAction, Context, Plan, Subject } from '../domain/commands.ts';
import { decide } from '../domain/decide.ts';
import { openRequests, requests } from '../domain/entity.ts';
import type { RequestEvent } from '../domain/events.ts';
import type { Refusal } from '../domain/refusals.ts';
import { actionKey } from '../domain/rows.ts';
import type { RequestState } from '../domain/state.ts';
import { planAction } from '../kinds/outboundAction.ts';
import { type Members, membersOf } from '../members.ts';

/** What asking comes to, at one version of governance. */
export type AskPlan =
  | {
      readonly kind: 'opened';
      readonly request: string;
      readonly due: Instant;
      readonly events: readonly DomainEvent[];
    }
  /** An equal request is open already. */
  | { readonly kind: 'pending'; readonly request: string; readonly due: Instant }
  /** An equal request has been approved and waits to be redeemed. */
  | { readonly kind: 'approved'; readonly request: string; readonly redeemBy: Instant }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** One action that needs a person, with what had to be looked up before the try. */
export interface Ask {
  plan(tx: Tx, asking: Asking): Promise<AskPlan>;
}

export interface Asking {
  readonly call: AuthorizeCall;
  readonly judged: Judged;
  readonly by: Actor;
}

export type AskDeps = Pick<ApprovalsDeps, 'directory' | 'hits'>;

/** Looks people up first, since a try must not wait for the directory; what it answers plans an ask inside a try. */
export async function prepareAsk(deps: AskDeps, call: AuthorizeCall): Promise<Ask> {
  const members = await membersOf(deps, ['finance']);
  const behalf =
    call.onBehalfOf === undefined ? undefined : await deps.directory.find(call.onBehalfOf);
  return { plan: (tx, asking) => planAsk(deps, tx, asking, { members, beneficiary: behalf?.id }) };
}

interface LookedUp {
  readonly members: Members;
  readonly beneficiary: AskedAction['beneficiary'] | undefined;
}

async function planAsk(
  deps: AskDeps,
  tx: Tx,
  asking: Asking,
  { members, beneficiary }: LookedUp,
): Promise<AskPlan> {
  const { judged, by } = asking;
  const { facts, finding } = judged;
  if (!facts || !finding.obligations)
    throw new TypeError('only an action that needs approval can be asked for');
  const subject = subjectOf(asking, facts, beneficiary);
  const context = contextOf(deps, tx, subject, members);
  if (!context.agent) throw new TypeError('only a registered agent can ask');
  const plan = planAction(finding.obligations, context.agent.people);
  return openOrFind(tx, { subject, plan, by }, context);
}

/** What is asked for, who must agree, and who asks. */
export interface Opening {
  readonly subject: Subject;
  readonly plan: Plan;
  readonly by: Actor;
}

/** Opens a request, or finds the live one for the same thing. */
export async function openOrFind(
  tx: Tx,
  { subject, plan, by }: Opening,
  context: Context,
): Promise<AskPlan> {
  const found = await liveRequest(tx, subject.digest);
  const open = await tx.get(openRequests, subject.agentId);
  const decided = decide({ type: 'ask', id: 'AR-0', by, subject, plan, open }, found, context);
  if (!decided.ok) return { kind: 'refused', refusal: decided.refusal };
  return decided.value.length === 0 && found ? liveAs(found) : opened(tx, decided.value);
}

/** The one request that is pending or approved for this exact thing. */
async function liveRequest(tx: Tx, digest: string): Promise<RequestState | undefined> {
  const id = (await tx.row(actionKey(digest)))?.value['request'];
  const state = typeof id === 'string' ? await tx.get(requests, id) : undefined;
  return state?.digest === digest ? state : undefined;
}

const liveAs = ({ id, approval, due }: RequestState): AskPlan =>
  approval?.redeemBy === undefined
    ? { kind: 'pending', request: id, due }
    : { kind: 'approved', request: id, redeemBy: approval.redeemBy };

/** Numbers the request only now that it is sure to be asked. */
function opened(tx: Tx, events: readonly RequestEvent[]): AskPlan {
  const request = `AR-${tx.next('AR')}`;
  const numbered = events.map(
    (event): RequestEvent =>
      event.type === 'request-asked'
        ? { type: event.type, data: { ...event.data, request } }
        : event,
  );
  const asked = numbered.find((event) => event.type === 'request-asked');
  if (asked?.type !== 'request-asked') throw new TypeError('asking wrote no request');
  return { kind: 'opened', request, due: asked.data.due, events: numbered };
}

const subjectOf = (
  { call, judged }: Asking,
  facts: NonNullable<Judged['facts']>,
  beneficiary: LookedUp['beneficiary'],
): AskedAction => ({
  kind: 'outboundAction',
  agentId: call.agentId,
  connectorId: call.connectorId,
  tool: call.tool,
  arguments: call.arguments,
  digest: judged.digest,
  facts,
  because: judged.finding.because,
  policies: judged.finding.policies,
  bundle: judged.bundle,
  catalogue: judged.catalogue,
  ...(call.justification !== undefined && { justification: call.justification }),
  ...(call.onBehalfOf !== undefined && { onBehalfOf: call.onBehalfOf }),
  ...(call.workflow !== undefined && { workflow: call.workflow }),
  ...(call.model !== undefined && { model: call.model }),
  ...(beneficiary && { beneficiary }),
});
