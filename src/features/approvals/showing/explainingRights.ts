import { plus } from '../../../kernel/instant.ts';
import type { WhyView } from '../cards/view.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { outcomeSentence, type Words } from '../domain/sentences.ts';
import { outcomeOf } from '../domain/standing.ts';
import { type BoundsRequest, type RequestState, type TierRequest } from '../domain/state.ts';
import { boundsEnd } from '../kinds/boundsChange.ts';
import { approversInWords } from './approvers.ts';
import { personBehind } from './peopleOf.ts';
import { aroundOf, matterFor } from './render.ts';
import { mayReadPayload, maySee, type Reader } from './show.ts';
import { wordsOf } from './telling.ts';
import { type Around, seatName } from './views.ts';

/** The five questions about a request for a connector or a tier; undefined where it is none that this reader may know of. */
export async function explainRight(
  deps: ApprovalsDeps,
  id: string,
  reader: Reader,
  timeZone: string,
): Promise<WhyView | undefined> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(requests, id),
    deps.ledger.view(),
  ]);
  if (!state || state.kind === 'outboundAction' || !maySee(deps, state, reader, view))
    return undefined;
  const [around, words] = await Promise.all([
    aroundOf(deps, state, view),
    wordsOf(deps, state, timeZone),
  ]);
  const readable = mayReadPayload(deps, state, reader, view);
  return {
    id,
    matter: matterFor(state, around),
    at: state.askedAt,
    triggeredBy: askedBy(state, around),
    statedReason: readable ? statedIn(state) : '',
    byPerson: state.requester.kind === 'person',
    because: becauseOf(state),
    permission: permissionOf(state, words),
    human: humansIn(state, around, words),
    used: usedAs(state, around),
  };
}

function statedIn(state: Exclude<RequestState, { kind: 'outboundAction' }>): string {
  switch (state.kind) {
    case 'connector':
      return state.businessJustification;
    case 'tierEscalation':
    case 'modelList':
    case 'boundsChange':
    case 'promotion':
      return state.reason;
    case 'deviation':
      return state.why;
    case 'standingGrant':
    case 'policyChange':
      return state.justification;
  }
}

function askedBy({ requester, agentId }: RequestState, { names }: Around): string {
  const person = personBehind(requester);
  if (requester.kind === 'system') return `The ledger proposed it, for ${agentId}.`;
  return person ? `${names(person)}, for ${agentId}.` : `The agent ${agentId} itself.`;
}

const WHAT: Readonly<Record<RequestState['kind'], string>> = {
  outboundAction: 'An action',
  connector: 'A connector',
  tierEscalation: 'A higher tier',
  standingGrant: 'A standing grant',
  promotion: 'A promotion',
  boundsChange: 'A widening of bounds',
  policyChange: 'A change of the policy',
  modelList: 'A wider list of models',
  deviation: 'A deviation from a standard',
};

function becauseOf({ stages, kind }: RequestState): string {
  const seats = stages.map(({ seat }) => seatName(seat)).join(', then ');
  return `${WHAT[kind]} is reviewed by ${seats}, one after the other.`;
}

function permissionOf(state: RequestState, words: Words): string {
  if (state.approval === undefined) return 'None yet: nothing is allowed by asking.';
  if (state.kind === 'tierEscalation') return tierPermission(state, words);
  if (state.kind === 'standingGrant')
    return `The standing grant ${state.id} until ${words.when(state.until)}, unless it is taken back before; write “grants” for those in force.`;
  if (state.kind === 'policyChange')
    return `The policy ${state.bundle} was put in force; GET /policy/bundle shows the one in force today.`;
  if (state.kind === 'modelList')
    return `The list of ${state.businessGroup}, until an admin narrows it; GET /model-lists shows the lists of today. Each action is still judged by the policy.`;
  if (state.kind === 'promotion')
    return `It runs in ${state.toEnvironment}, phase ${state.toPhase}; each action is still judged by the policy.`;
  if (state.kind === 'boundsChange') return boundsPermission(state, words);
  if (state.kind === 'deviation')
    return `The exception ${state.id} until ${words.when(state.until)}; it lifts no rule. Write “exceptions” for those in force.`;
  return 'The connector is listed, and the agent may read with it; each action is still judged by the policy.';
}

function boundsPermission(state: BoundsRequest, { when }: Words): string {
  const end = boundsEnd(state);
  const until = end === undefined ? 'until somebody narrows them' : `until ${when(end)}`;
  return `The wider bounds, ${until}; each action is still judged by the policy.`;
}

const tierPermission = ({ approval, toTier, forMs }: TierRequest, { when }: Words): string =>
  approval
    ? `The tier ${toTier} until ${when(plus(approval.at, forMs))}; each action is still judged by the policy.`
    : '';

function humansIn(state: RequestState, { names, now, hits }: Around, words: Words): string {
  const outcome = outcomeOf(state, { now, hits });
  const approved = approversInWords(state, names);
  if (outcome) {
    const others = state.approval ? approved.slice(0, -1) : approved;
    const before = others.length === 0 ? '' : ` Before, ${others.join(' and ')} had approved.`;
    return `${outcomeSentence(outcome, words)}${before}`;
  }
  return approved.length === 0
    ? 'Nobody has answered yet.'
    : `So far ${approved.join(' and ')}; more answers are needed.`;
}

const usedAs = (state: RequestState, { status }: Around): string =>
  status === 'approved' && state.approval
    ? 'The right took effect with the last approval.'
    : 'Nothing was granted.';
