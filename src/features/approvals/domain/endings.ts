import { isBefore } from '../../../kernel/instant.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Context, Undo, Withdraw } from './commands.ts';
import type { RequestEvent } from './events.ts';
import type { Outcome, Refusal } from './refusals.ts';
import { endOf, outcomeOf, standing } from './standing.ts';
import { answersOf, approversOf, type RequestState } from './state.ts';
import type { Forfeit } from './ticks.ts';

type Decision = Result<readonly RequestEvent[], Refusal>;

/** Whether this actor asked, or is the agent the request is about (a gateway may have asked for it, a person asks for themselves). */
export const isRequester = ({ requester, agentId }: RequestState, actor: Actor): boolean =>
  (actor.kind === 'agent' && actor.id === agentId && requester.kind !== 'person') ||
  (actor.kind !== 'system' && requester.kind === actor.kind && requester.id === actor.id);

/** Takes a pending request back, by whoever asked. */
export function withdraw(command: Withdraw, state: RequestState, context: Context): Decision {
  const { by, reason } = command;
  if (!isRequester(state, by)) return refuse({ code: 'not-requester', requester: state.requester });
  const outcome = outcomeOf(state, context);
  if (outcome?.status === 'withdrawn') return ok([]);
  if (outcome !== undefined) return refuse({ code: 'already-decided', outcome });
  const data = { ...endOf(state, context), ...(reason !== undefined && { reason }) };
  return ok([{ type: 'request-withdrawn', data }]);
}

/** Takes an approval back before it is redeemed: any one of its approvers, while the time for it lasts. */
export function undo(command: Undo, state: RequestState, context: Context): Decision {
  const { person, reason } = command;
  const own = answersOf(state).find((answer) => answer.person === person);
  if (own === undefined) return refuse({ code: 'not-its-approver', approvers: approversOf(state) });
  const outcome = outcomeOf(state, context);
  if (outcome?.status === 'undone' && isBy(outcome.afterwards?.by, person)) return ok([]);
  const refusal = notUndoable(outcome) ?? tooLate(state, context);
  if (refusal !== undefined) return refuse(refusal);
  const data = { ...endOf(state, context), person, ...(reason !== undefined && { reason }) };
  return ok([{ type: 'request-undone', data }]);
}

const isBy = (actor: Actor | undefined, person: PersonId): boolean =>
  actor?.kind === 'person' && actor.id === person;

function notUndoable(outcome: Outcome | undefined): Refusal | undefined {
  if (outcome === undefined) return { code: 'not-approved' };
  if (outcome.status === 'redeemed')
    return { code: 'already-redeemed', at: (outcome.afterwards ?? outcome.decided).at };
  return outcome.status === 'approved' ? undefined : { code: 'already-decided', outcome };
}

function tooLate(state: RequestState, { now }: Context): Refusal | undefined {
  const until = state.approval?.undoUntil;
  if (until === undefined) return { code: 'undo-too-late' };
  return isBefore(now, until) ? undefined : { code: 'undo-too-late', until };
}

/** Ends what rested on a right that is gone: silence until now becomes expired, an approval not used becomes void. */
export function forfeit(
  { because }: Forfeit,
  state: RequestState,
  context: Context,
): readonly RequestEvent[] {
  const data = { ...endOf(state, context), because };
  const status = standing(state, context);
  if (status === 'pending') return [{ type: 'request-expired', data }];
  if (status !== 'approved' || state.approval?.redeemBy === undefined) return [];
  return [{ type: 'request-voided', data }];
}
