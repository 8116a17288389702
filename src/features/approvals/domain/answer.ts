import { isFreshSignIn } from '../../../kernel/freshSignIn.ts';
import { millisecondsBetween, plus } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Context, GiveAnswer } from './commands.ts';
import type { Capacity, RequestEvent } from './events.ts';
import { partiesOf } from './exclusions.ts';
import type { Refusal } from './refusals.ts';
import { rightOf } from './right.ts';
import { capacityIn, invitedTo, rightToAnswer } from './seats.ts';
import { aboutOf, endOf, livePause, outcomeOf } from './standing.ts';
import { answersOf, approversOf, openStage, type RequestState, type Status } from './state.ts';

type Decision = Result<readonly RequestEvent[], Refusal>;

/** Counts a person's answer: the same one again changes nothing; another one, or one after the end, is refused. */
export function answer(command: GiveAnswer, state: RequestState, context: Context): Decision {
  const outcome = outcomeOf(state, context);
  if (outcome !== undefined) {
    if (stillStands(command, state, outcome.status)) return ok([]);
    if (!hasAPart(command, state, context))
      return refuse({ code: 'not-entitled', seat: openStage(state).seat });
    return refuse({ code: 'already-decided', outcome });
  }
  return ownAnswer(command, state) ?? newAnswer(command, state, context);
}

const KEPT: Readonly<Record<'approve' | 'reject', readonly Status[]>> = {
  approve: ['approved', 'redeemed'],
  reject: ['rejected'],
};

/** The same answer from the same person, and what it led to still holds: a repeat, not a late answer. */
function stillStands(command: GiveAnswer, state: RequestState, status: Status): boolean {
  const own = answersOf(state).find(({ person }) => person === command.person);
  return (
    own?.answer === command.answer &&
    command.digest === state.digest &&
    KEPT[own.answer].includes(status)
  );
}

/** Whether somebody is told who decided: whoever was asked, or sits at one of the seats. Strangers are not. */
function hasAPart(command: GiveAnswer, state: RequestState, context: Context): boolean {
  const { person, roles } = command;
  if (state.audience.some((viewer) => viewer.person === person)) return true;
  return state.stages.some(({ seat }) => capacityIn(seat, person, roles, context) !== undefined);
}

function ownAnswer(command: GiveAnswer, state: RequestState): Decision | undefined {
  const own = answersOf(state).find(({ person }) => person === command.person);
  if (own === undefined) return undefined;
  if (command.digest !== state.digest) return refuse({ code: 'digest-mismatch' });
  if (own.answer === command.answer) return ok([]);
  return refuse({ code: 'already-answered', answer: own.answer, at: own.at });
}

function newAnswer(command: GiveAnswer, state: RequestState, context: Context): Decision {
  const right = rightToAnswer(state, command, context);
  if (!right.ok) return right;
  if (command.digest !== state.digest) return refuse({ code: 'digest-mismatch' });
  const pause = livePause(context.hits);
  if (command.answer === 'approve' && pause !== undefined)
    return refuse({ code: 'held', pause: pause.id });
  if (command.answer === 'approve' && !hasSteppedUp(command, state, context))
    return refuse({ code: 'step-up-needed', request: state.id });
  const counted = answered(command, state, right.value, context);
  return ok([counted, ...consequences(command, state, context)]);
}

const hasSteppedUp = (
  { steppedUpAt }: GiveAnswer,
  { stepUp }: RequestState,
  { now }: Context,
): boolean => stepUp !== true || isFreshSignIn(steppedUpAt, now);

function answered(
  command: GiveAnswer,
  state: RequestState,
  as: Capacity,
  context: Context,
): RequestEvent {
  const { seat, openedAt = state.askedAt } = openStage(state);
  const right = rightOf(as, seat, command.lookedUp, context);
  return {
    type: 'request-answered',
    data: {
      ...aboutOf(state),
      ...whyOf(command),
      person: command.person,
      answer: command.answer,
      digest: command.digest,
      stage: state.stage,
      round: state.round,
      as,
      ...(right && { right }),
      waitedMs: Math.max(0, millisecondsBetween(openedAt, context.now)),
      ...(command.confirms && { confirms: command.confirms }),
      ...(state.stepUp && command.steppedUpAt && { steppedUpAt: command.steppedUpAt }),
    },
  };
}

const whyOf = ({ reason, preset }: GiveAnswer) => ({
  ...(reason !== undefined && { reason }),
  ...(preset !== undefined && { preset }),
});

/** What follows from an answer at once: the end, the next stage, or nothing while the quorum is not reached. */
function consequences(
  command: GiveAnswer,
  state: RequestState,
  context: Context,
): readonly RequestEvent[] {
  const { person } = command;
  if (command.answer === 'reject') {
    const data = { ...endOf(state, context), ...whyOf(command), person };
    return [{ type: 'request-rejected', data }];
  }
  const { answers, quorum } = openStage(state);
  if (answers.length + 1 < quorum) return [];
  return state.stage + 1 < state.stages.length
    ? [advanced(state, person, context)]
    : [approved(state, person, context)];
}

function advanced(state: RequestState, person: PersonId, context: Context): RequestEvent {
  const stage = state.stage + 1;
  const next = state.stages[stage];
  if (next === undefined) throw new RangeError(`${state.id} has no stage ${stage}`);
  const answered = new Set([...answersOf(state).map((answer) => answer.person), person]);
  const able = invitedTo(next, partiesOf(state, state.requester), context);
  const invited = able.filter((candidate) => !answered.has(candidate));
  return { type: 'request-advanced', data: { ...aboutOf(state), stage, invited } };
}

function approved(state: RequestState, person: PersonId, context: Context): RequestEvent {
  const { redeemMs, undoMs } = state;
  const { now } = context;
  return {
    type: 'request-approved',
    data: {
      ...endOf(state, context),
      approvers: [...approversOf(state), person],
      ...(redeemMs !== undefined && { redeemBy: plus(now, redeemMs) }),
      ...(undoMs !== undefined && { undoUntil: plus(now, undoMs) }),
    },
  };
}
