import type { Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import type { Instant } from '../../../../kernel/instant.ts';
import { assertNever } from '../../../../kernel/result.ts';
import { type Week, weekBefore, weekOf } from '../../../../kernel/week.ts';
import type { Above, Counts, Gathered } from './templates.ts';
import type { WatchEventOf } from './watchEvents.ts';

/** Weeks that a trend shows, the running one among them. */
export const TREND_WEEKS = 13;
/** Inventories that are remembered of one agent, the newest. */
const MOST_SOURCES = 4;

/** Hashes of names. */
export type Names = Readonly<Record<Gathered, readonly string[]>>;
/** What an inventory showed when it last looked. */
export type LastLook = { readonly source: string; readonly seen: Names };
type WeekCounts = { readonly week: string; readonly counts: Counts };

/** How much an agent has gathered, over the last weeks; bounded, whatever happens. */
export type Accumulation = {
  /** When it was first counted, soon after it was registered. */
  readonly first?: { readonly at: Instant; readonly counts: Counts };
  /** The last count of each week in which it changed, oldest first; one of before the trend begins is kept. */
  readonly points: readonly WeekCounts[];
  /** What people were told to be above the template, and is still. */
  readonly above: readonly Above[];
  readonly looks: readonly LastLook[];
};

export const NOTHING_GATHERED: Accumulation = { points: [], above: [], looks: [] };

export type AccumulationEvent = WatchEventOf<
  'accumulation-looked' | 'accumulation-measured' | 'accumulation-exceeded' | 'accumulation-eased'
>;

const TYPES: Readonly<Record<AccumulationEvent['type'], true>> = {
  'accumulation-looked': true,
  'accumulation-measured': true,
  'accumulation-exceeded': true,
  'accumulation-eased': true,
};
const isAccumulationEvent = (event: DomainEvent): event is AccumulationEvent =>
  Object.hasOwn(TYPES, event.type);

/** The newest weeks up to one, oldest first. */
export function trendWeeks(last: Week): readonly string[] {
  const weeks = [last];
  for (let week = last; weeks.length < TREND_WEEKS; weeks.unshift(week)) week = weekBefore(week);
  return weeks.map(({ name }) => name);
}

/** Sorted, since a server whose clock is behind may write of a week that is over. */
function withPoint(points: readonly WeekCounts[], at: Instant, counts: Counts) {
  const week = weekOf(at);
  const from = trendWeeks(week)[0] ?? week.name;
  const others = points.filter((point) => point.week !== week.name);
  const base = others.filter((point) => point.week < from).slice(-1);
  const shown = others.filter((point) => point.week >= from);
  return [...base, ...shown, { week: week.name, counts }]
    .toSorted((a, b) => (a.week < b.week ? -1 : 1))
    .slice(-TREND_WEEKS - 1);
}

function evolve(state: Accumulation | undefined, event: Recorded<AccumulationEvent>): Accumulation {
  const before = state ?? NOTHING_GATHERED;
  switch (event.type) {
    case 'accumulation-looked': {
      const { source, seen } = event.data;
      return { ...before, looks: withLook(before.looks, { source, seen }) };
    }
    case 'accumulation-measured': {
      const { counts } = event.data;
      const first = before.first ?? { at: event.at, counts };
      return { ...before, first, points: withPoint(before.points, event.at, counts) };
    }
    case 'accumulation-exceeded':
    case 'accumulation-eased':
      return { ...before, above: event.data.above };
    default:
      return assertNever(event);
  }
}

/** The looks with a newer one of its source. */
export const withLook = (looks: readonly LastLook[], look: LastLook): readonly LastLook[] =>
  [...looks.filter(({ source }) => source !== look.source), look].slice(-MOST_SOURCES);

/** Every agent that was ever counted, by id. */
export const accumulations: Entity<Accumulation, AccumulationEvent> = {
  kind: 'accumulation',
  prefix: 'AC',
  cached: true,
  idsOf: (event) => (isAccumulationEvent(event) ? [event.data.agentId] : []),
  evolve,
  rows: () => [],
};

/** One count a week, oldest first; undefined before the first. */
export const trendOf = (
  { points }: Accumulation,
  weeks: readonly string[],
  counter: Gathered,
): readonly (number | undefined)[] =>
  weeks.map((week) => points.findLast((point) => point.week <= week)?.counts[counter]);
