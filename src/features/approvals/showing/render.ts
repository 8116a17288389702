import type { Card, ChatMessage } from '../../../kernel/chat.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { approvalCard, pageCard } from '../cards/approval.ts';
import { decidedCard } from '../cards/decided.ts';
import type { ApprovalView, Matter } from '../cards/view.ts';
import { matterOf, summaryOf } from '../cards/words.ts';
import { outsideOf, standingAround } from '../context.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { viewNonce, viewOf } from '../domain/nonce.ts';
import { entersEnterprise, gateAt } from '../domain/phaseGate.ts';
import { livePause, standing } from '../domain/standing.ts';
import { openStage, type RequestState } from '../domain/state.ts';
import { touchedBy } from '../domain/touched.ts';
import { gateFacts } from '../kinds/phaseGate.ts';
import { namesOf } from './names.ts';
import { peopleIn } from './peopleOf.ts';
import { type Around, approvalViewOf, decidedViewOf } from './views.ts';

export type RenderDeps = Pick<
  ApprovalsDeps,
  'directory' | 'hits' | 'cardMac' | 'clock' | 'adoption' | 'hasBaselines'
>;

/** What the present view of the registry and the directory add to a request. */
export async function aroundOf(deps: RenderDeps, state: RequestState, view: View): Promise<Around> {
  const now = deps.clock.now();
  const hits = deps.hits(view, touchedBy(state));
  const status = standing(state, { now, hits });
  const present = standingAround(state, view, now);
  const facts =
    status === 'pending' && entersEnterprise(state)
      ? // What a card says beforehand decides nothing: where it cannot be looked up, it is not said.
        await gateFacts(deps, present.agent?.record.department).catch(() => undefined)
      : undefined;
  return {
    names: await namesOf(deps.directory, peopleIn(state)),
    ...present,
    ...(facts && { gate: gateAt(state.agentId, facts, { view, now }) }),
    hits,
    outside: status === 'pending' ? outsideOf(state, { view, now }, present) : undefined,
    now,
    status,
    heldBy: status === 'pending' ? livePause(hits)?.id : undefined,
  };
}

/** The nonce of one person's view of a request as it stands: the same on every device, dead once decided. */
export const nonceFor = (
  deps: Pick<ApprovalsDeps, 'cardMac'>,
  state: RequestState,
  person: PersonId,
): string => viewNonce(deps.cardMac, viewOf(state, person));

/** Whether it is this person's turn: invited at the open stage, and silent so far. */
export function isAwaited(
  state: RequestState,
  person: PersonId,
  { status }: Pick<Around, 'status'>,
): boolean {
  if (status !== 'pending') return false;
  return openStage(state).invited.includes(person) && !hasAnswered(state, person);
}

const approvalViewFor = (
  deps: RenderDeps,
  state: RequestState,
  reader: PersonId,
  around: Around,
): ApprovalView =>
  approvalViewOf(
    state,
    reader,
    isAwaited(state, reader, around) ? nonceFor(deps, state, reader) : undefined,
    around,
  );

export const matterFor = (state: RequestState, around: Around): Matter =>
  matterOf(state.agentId, approvalViewOf(state, NOBODY, undefined, around).asked);

const NOBODY = '' as PersonId;

const hasAnswered = (state: RequestState, person: PersonId): boolean =>
  openStage(state).answers.some((answer) => answer.person === person);

/** The card that should stand in a person's conversation now. Whoever only reads sees what is asked, without its buttons. */
export function cardFor(
  deps: RenderDeps,
  state: RequestState,
  reader: PersonId,
  around: Around,
): Card {
  if (around.status === 'pending' && !hasAnswered(state, reader))
    return approvalCard(approvalViewFor(deps, state, reader, around));
  return decidedCard(decidedViewOf(state, reader, matterFor(state, around), around));
}

/** A page of the whole payload, answerable on the last page by those whose turn it is. */
export const pageFor = (
  deps: RenderDeps,
  state: RequestState,
  reader: { readonly id: PersonId; readonly page: number },
  around: Around,
): Card => pageCard(approvalViewFor(deps, state, reader.id, around), reader.page);

/** The line of the notification that comes with a request's card. */
export const noticeFor = (state: RequestState, reader: PersonId, around: Around): string =>
  around.status === 'pending'
    ? summaryOf(state.id, approvalViewOf(state, reader, undefined, around).asked)
    : `${state.id}: ${around.status}`;

export const messageFor = (
  deps: RenderDeps,
  state: RequestState,
  reader: PersonId,
  around: Around,
): ChatMessage => ({
  card: cardFor(deps, state, reader, around),
  summary: noticeFor(state, reader, around),
});
