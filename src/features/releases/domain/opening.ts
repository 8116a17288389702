import { DAY, type Instant, isBefore, plus } from '../../../kernel/instant.ts';
import type { Environment } from '../../registry/domain/model.ts';
import type { Calendar, Freeze, ReleaseWindow } from './events.ts';
import { occurrences, type Span } from './occurrences.ts';

/** Where something would change. Without an agent only what is for everybody there counts. */
export interface Place {
  readonly environment: Environment;
  readonly department?: string;
  readonly agentId?: string;
}

/** A window or a freeze, as far as it says what it is for. */
type Scoped = Pick<ReleaseWindow, 'environments' | 'department' | 'agentId'>;

export const appliesTo = ({ environments, department, agentId }: Scoped, place: Place): boolean =>
  environments.includes(place.environment) &&
  (department === undefined || department === place.department) &&
  (agentId === undefined || agentId === place.agentId);

/** The next time that something may change, and by which window. */
export interface Opening extends Span {
  readonly window: ReleaseWindow;
}

/** Nothing may change now. */
export interface Closed {
  /** What holds it back beside the hours, where something does. */
  readonly freeze?: Freeze;
  /** Absent: none within the months that are looked ahead. */
  readonly next?: Opening;
  /** Where there are no windows: when no freeze is left. */
  readonly thaws?: Instant;
}

/** How far ahead the next window is looked for. */
const LOOK_AHEAD_DAYS = 100;

const within = (at: Instant, { from, to }: Span): boolean =>
  !isBefore(at, from) && isBefore(at, to);

const isOpen = (window: ReleaseWindow, at: Instant): boolean =>
  occurrences(window, { from: at, to: plus(at, 1) }).length > 0;

/**
 * Whether something may change there at that moment; undefined: it may. It may where a window that applies is open and
 * no freeze that applies holds; where no window applies, at any time but in a freeze.
 */
export function closedAt(calendar: Calendar, place: Place, at: Instant): Closed | undefined {
  const windows = calendar.windows.filter((one) => appliesTo(one, place));
  const freezes = calendar.freezes.filter((one) => appliesTo(one, place));
  const freeze = freezes.find((one) => within(at, one));
  const inHours = windows.length === 0 || windows.some((one) => isOpen(one, at));
  if (freeze === undefined && inHours) return undefined;
  const next = nextOpening({ windows, freezes }, at);
  return {
    ...(freeze && { freeze }),
    ...(next && { next }),
    ...(windows.length === 0 && { thaws: thawed(at, freezes) }),
  };
}

/** The first moment from `from` on that no freeze holds. */
const thawed = (from: Instant, freezes: readonly Freeze[]): Instant =>
  freezes
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .reduce((at, one) => (within(at, one) ? one.to : at), from);

/** The first moment from `at` on that lies in a window and in no freeze, and until when that lasts. */
export function nextOpening({ windows, freezes }: Calendar, at: Instant): Opening | undefined {
  const look = { from: at, to: plus(at, LOOK_AHEAD_DAYS * DAY) };
  return windows
    .flatMap((window) => occurrences(window, look).map((span) => ({ ...span, window })))
    .flatMap((span) => unfrozen({ ...span, from: span.from < at ? at : span.from }, freezes))
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))[0];
}

/** What of a span no freeze takes: its first such part. */
function unfrozen(span: Opening, freezes: readonly Freeze[]): readonly Opening[] {
  const from = thawed(span.from, freezes);
  if (!isBefore(from, span.to)) return [];
  const stop = freezes
    .map((one) => one.from)
    .filter((start) => isBefore(from, start) && isBefore(start, span.to))
    .toSorted()[0];
  return [{ ...span, from, to: stop ?? span.to }];
}
