import { type Actor, type PersonId, personId } from '../../../kernel/people.ts';
import type { RequestState, Stage } from '../domain/state.ts';

export const personBehind = (actor: Actor): PersonId | undefined =>
  actor.kind === 'person' ? personId(actor.id) : undefined;

const ofStage = (stage: Stage): readonly PersonId[] => [
  ...(stage.seat.kind === 'businessOwner'
    ? [stage.seat.owner, ...(stage.seat.backup ? [stage.seat.backup] : [])]
    : []),
  ...stage.invited,
  ...stage.answers.flatMap(({ person, right }) =>
    right?.by === 'manager' ? [person, right.of] : [person],
  ),
];

/** Everybody that a card about this request may name. */
export function peopleIn(state: RequestState): readonly PersonId[] {
  const enders = [state.end?.by, state.requester].flatMap((actor) =>
    actor ? [personBehind(actor)] : [],
  );
  return [
    ...state.stages.flatMap(ofStage),
    ...(state.approval?.approvers ?? []),
    ...enders.filter((id) => id !== undefined),
    ...(state.kind === 'deviation' ? [state.owner] : []),
  ];
}
