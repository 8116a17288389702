import type { Instant } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import type { EventData } from './events.ts';
import { isBehind, type RequestState, type Viewer } from './state.ts';

/** Cards show something else from now on. A card that is behind already keeps the time since when. */
export function shown(state: RequestState, at: Instant): RequestState {
  const audience = state.audience.map((viewer) =>
    isBehind(state, viewer) ? viewer : { ...viewer, behindSince: at },
  );
  return { ...state, audience, version: state.version + 1 };
}

/** The audience and whoever of these people is not in it yet. */
export function joined(
  audience: readonly Viewer[],
  people: readonly PersonId[],
  at: Instant,
): readonly Viewer[] {
  const there = new Set(audience.map(({ person }) => person));
  const newcomers = [...new Set(people)].filter((person) => !there.has(person));
  return [
    ...audience,
    ...newcomers.map((person) => ({ person, behindSince: at, abandoned: false })),
  ];
}

/** A card stands; whoever gets one without being asked has it kept up to date too. */
export function delivered(
  state: RequestState,
  { person, conversation, activityId, hash, shows }: EventData<'card-delivered'>,
  at: Instant,
): RequestState {
  const standing = { conversation, activityId, hash, shows };
  const viewer = { person, standing, behindSince: at, abandoned: false };
  const audience = joined(state.audience, [person], at);
  return { ...state, audience: audience.map((one) => (one.person === person ? viewer : one)) };
}

/** Nothing more is sent to this person about this request, unless they ask for a card themselves. */
export function abandoned(
  state: RequestState,
  { person }: EventData<'card-abandoned'>,
): RequestState {
  const audience = state.audience.map((viewer) =>
    viewer.person === person ? { ...viewer, abandoned: true } : viewer,
  );
  return { ...state, audience };
}
