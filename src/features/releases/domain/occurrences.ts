import {
  DAY,
  epochMs,
  type Instant,
  instantOf,
  isBefore,
  parseInstant,
  plus,
} from '../../../kernel/instant.ts';
import type { ReleaseWindow } from './events.ts';

/** A stretch of time, its end not included. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What a clock on the wall of a time zone shows, written as if it were UTC. */
function wallClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(epochMs(at)).map((one) => [one.type, one.value]));
    const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '00';
    const day = `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`;
    return parseInstant(`${day}T${of('hour')}:${of('minute')}:${of('second')}.000Z`) ?? at;
  };
}

type Clock = (at: Instant) => Instant;

/** Moments at which the clock shows `wall`: one, two in an hour that autumn repeats, or, of an hour that spring skips, as much later. */
function momentsOf(wall: Instant, clock: Clock): readonly Instant[] {
  const shiftAt = (at: Instant): number => epochMs(clock(at)) - epochMs(at);
  const [before, after] = [shiftAt(plus(wall, -DAY)), shiftAt(plus(wall, DAY))];
  if (before === after) return [plus(wall, -before)];
  const shown = [plus(wall, -before), plus(wall, -after)].filter((at) => clock(at) === wall);
  return shown.length === 0 ? [plus(wall, -before)] : shown.toSorted();
}

/** From one time on the wall to another. Where autumn repeats them the span is the shorter one, so that all of it lies in these hours. */
function spanOf(from: Instant, to: Instant, clock: Clock): readonly Span[] {
  const start = momentsOf(from, clock).at(-1) ?? from;
  const end = momentsOf(to, clock).find((at) => isBefore(start, at));
  return end === undefined ? [] : [{ from: start, to: end }];
}

/** 1 January 1970 was a Thursday; Monday is 1. */
const weekday = (wall: Instant): number => ((Math.floor(epochMs(wall) / DAY) + 3) % 7) + 1;

const MINUTE_MS = 60_000;

/** Minutes after midnight: `08:30` is 510, `24:00` is 1,440. */
export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** How many minutes after the midnight of its day a window ends: more than 1,440 where that is on the next day. */
export function endMinutes({ from, to }: Pick<ReleaseWindow, 'from' | 'to'>): number {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return end > start ? end : end + 24 * 60;
}

/** When a window is open between two moments, first to last; what is open at `from` already is part of it. */
export function occurrences(window: ReleaseWindow, { from, to }: Span): readonly Span[] {
  const clock = wallClock(window.timeZone);
  const firstDay = instantOf(Math.floor(epochMs(clock(from)) / DAY) * DAY);
  const days = Math.ceil((epochMs(to) - epochMs(from)) / DAY) + 2;
  return Array.from({ length: days + 1 }, (_, i) => plus(firstDay, (i - 1) * DAY))
    .filter((day) => window.days.includes(weekday(day)))
    .flatMap((day) =>
      spanOf(
        plus(day, minutesOf(window.from) * MINUTE_MS),
        plus(day, endMinutes(window) * MINUTE_MS),
        clock,
      ),
    )
    .filter((span) => span.from < to && span.to > from);
}
