import type { Instant } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import type { EventData } from './events.ts';
import type { StagePlan } from './seat.ts';
import type { RequestState, Stage } from './state.ts';
import { joined } from './viewers.ts';

/** The stages at the moment of asking: the first is open. */
export const firstStages = (
  plans: readonly StagePlan[],
  invited: readonly PersonId[],
  at: Instant,
): readonly Stage[] =>
  plans.map((plan, index) => (index === 0 ? opened(toCome(plan), at, invited) : toCome(plan)));

const toCome = ({ seat, quorum }: StagePlan): Stage => ({
  seat,
  quorum,
  answers: [],
  invited: [],
  backupJoined: false,
});

const opened = (stage: Stage, at: Instant, invited: readonly PersonId[]): Stage => ({
  ...stage,
  openedAt: at,
  invited,
  backupJoined: includesBackup(stage, invited),
});

const includesBackup = ({ seat }: Pick<Stage, 'seat'>, invited: readonly PersonId[]): boolean =>
  seat.kind === 'businessOwner' && seat.backup !== undefined && invited.includes(seat.backup);

function withStage(
  state: RequestState,
  index: number,
  change: (stage: Stage) => Stage,
): RequestState {
  const stages = state.stages.map((stage, i) => (i === index ? change(stage) : stage));
  return { ...state, stages };
}

export function answered(
  state: RequestState,
  { stage, person, as, answer, reason, preset, confirms, right }: EventData<'request-answered'>,
  at: Instant,
): RequestState {
  const why = { ...(reason !== undefined && { reason }), ...(preset !== undefined && { preset }) };
  const counted = {
    person,
    as,
    answer,
    at,
    ...why,
    ...(confirms && { confirms }),
    ...(right && { right }),
  };
  return withStage(state, stage, (one) => ({ ...one, answers: [...one.answers, counted] }));
}

export function advanced(
  state: RequestState,
  { stage, invited }: EventData<'request-advanced'>,
  at: Instant,
): RequestState {
  const moved = withStage(state, stage, (one) => opened(one, at, invited));
  return { ...moved, stage, audience: joined(state.audience, invited, at) };
}

export function backupJoined(
  state: RequestState,
  { stage, invited }: EventData<'request-backup-joined'>,
  at: Instant,
): RequestState {
  const moved = withStage(state, stage, (one) => ({
    ...one,
    backupJoined: true,
    invited: [...new Set([...one.invited, ...invited])],
  }));
  return { ...moved, audience: joined(state.audience, invited, at) };
}

export function escalated(
  state: RequestState,
  { stage, to, invited }: EventData<'request-escalated'>,
  at: Instant,
): RequestState {
  const moved = withStage(state, stage, (one) => ({
    ...one,
    invited: [...new Set([...one.invited, ...invited])],
    escalated: [...(one.escalated ?? []), { to, invited }],
  }));
  return { ...moved, audience: joined(state.audience, invited, at) };
}

export function reseated(
  state: RequestState,
  { stage, seat, invited }: EventData<'request-reseated'>,
  at: Instant,
): RequestState {
  const joinedAlready = includesBackup({ seat }, invited);
  const moved = withStage(state, stage, ({ escalated: _before, ...one }) => ({
    ...one,
    seat,
    invited,
    backupJoined: joinedAlready,
  }));
  return { ...moved, round: state.round + 1, audience: joined(state.audience, invited, at) };
}
