import type { Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, type Instant, isBefore, plus } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type Calendar, isReleaseEvent, type ReleaseEvent } from './events.ts';

/** A calendar that somebody wants, and that waits for one of the board. */
export interface Proposal {
  readonly calendar: Calendar;
  readonly digest: string;
  readonly reason: string;
  readonly widens: readonly string[];
  readonly by: Actor;
  readonly at: Instant;
}

export interface ReleasesState {
  readonly calendar: Calendar;
  /** Absent: nobody has set one yet. */
  readonly set?: { readonly at: Instant; readonly by: Actor };
  readonly proposal?: Proposal;
}

/** There is one calendar. */
export const CALENDAR = 'calendar';
export const EMPTY: Calendar = { windows: [], freezes: [] };

/** How long a proposal waits for the board; after that it has to be made anew. */
const PROPOSAL_DAYS = 7;

export const proposalEnd = ({ at }: Proposal): Instant => plus(at, PROPOSAL_DAYS * DAY);

/** The proposal that can still be adopted. */
export const openProposal = (
  state: ReleasesState | undefined,
  now: Instant,
): Proposal | undefined =>
  state?.proposal && isBefore(now, proposalEnd(state.proposal)) ? state.proposal : undefined;

/** What is in force; without windows and freezes, nothing is held back. */
export const calendarIn = (view: View): Calendar => view.get(releases, CALENDAR)?.calendar ?? EMPTY;

/** Hours in which production may change. */
export const productionWindows = ({ windows }: Calendar): Calendar['windows'] =>
  windows.filter(({ environments }) => environments.includes('production'));

export const isConfigured = ({ windows }: Calendar): boolean => windows.length > 0;

function evolve(state: ReleasesState | undefined, event: Recorded<ReleaseEvent>): ReleasesState {
  const { calendar = EMPTY, set } = state ?? {};
  const settled = { calendar, ...(set && { set }) };
  switch (event.type) {
    case 'release-calendar-set':
      return { calendar: event.data.calendar, set: { at: event.at, by: event.by } };
    case 'release-calendar-proposed':
      return { ...settled, proposal: { ...event.data, by: event.by, at: event.at } };
    case 'release-calendar-rejected':
      return settled;
    default:
      return assertNever(event);
  }
}

/** The calendar of releases, with what is proposed instead of it. */
export const releases: Entity<ReleasesState, ReleaseEvent> = {
  kind: 'releases',
  prefix: 'RW',
  cached: true,
  idsOf: (event) => (isReleaseEvent(event) ? [CALENDAR] : []),
  evolve,
  rows: () => [],
  fits: (state, event) =>
    event.type !== 'release-calendar-rejected' || state?.proposal?.digest === event.data.digest,
};
