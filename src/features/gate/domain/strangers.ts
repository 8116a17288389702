import type { Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { isStrangerEvent, type Stranger, type StrangerEvent } from './strangerEvents.ts';

/** Names written down of one day. */
export const MOST_STRANGERS = 20;

/** What calls of a day named that nobody registered. */
export interface StrangerDay {
  readonly names: readonly Stranger[];
  /** More names came than are written down. */
  readonly flooded: boolean;
}

const NONE: StrangerDay = { names: [], flooded: false };

/** What a name that nobody registered adds to its day: itself once, and once that there are too many. */
export function decideStranger(
  day: string,
  { about, name }: Stranger,
  state: StrangerDay = NONE,
): readonly StrangerEvent[] {
  if (state.flooded || state.names.some((one) => one.about === about && one.name === name))
    return [];
  return state.names.length < MOST_STRANGERS
    ? [{ type: 'stranger-called', data: { day, about, name } }]
    : [{ type: 'strangers-flooded', data: { day, names: MOST_STRANGERS } }];
}

function evolve(state: StrangerDay = NONE, event: Recorded<StrangerEvent>): StrangerDay {
  if (event.type === 'strangers-flooded') return { ...state, flooded: true };
  const { about, name } = event.data;
  return { ...state, names: [...state.names, { about, name }] };
}

/** By day. */
export const strangerDays: Entity<StrangerDay, StrangerEvent> = {
  kind: 'stranger day',
  prefix: 'GS',
  cached: false,
  idsOf: (event) => (isStrangerEvent(event) ? [event.data.day] : []),
  evolve,
  rows: () => [],
};
