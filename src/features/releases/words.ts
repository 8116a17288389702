import { plainTime } from '../../kernel/cards/time.ts';
import type { Freeze, ReleaseWindow } from './domain/events.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Mon–Thu`, `Mon, Wed, Sat–Sun`. */
export function dayWords(days: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  const name = (day: number): string => DAYS[day - 1] ?? '';
  return runs
    .map(([from, to]) => (from === to ? name(from) : `${name(from)}–${name(to)}`))
    .join(', ');
}

/** `Tue, Thu 09:00–12:00 (Europe/Berlin)`. */
export const hoursWords = ({ days, from, to, timeZone }: ReleaseWindow): string =>
  `${dayWords(days)} ${from}–${to}${to <= from ? ' on the next day' : ''} (${timeZone})`;

/** In the reader's time zone. */
export const freezeWords = ({ from, to }: Freeze, timeZone: string): string =>
  `${plainTime(from, timeZone)} to ${plainTime(to, timeZone)}`;

/** What it is for: `production`, `production, pilot; department sales`. */
export const scopeWords = ({
  environments,
  department,
  agentId,
}: Pick<ReleaseWindow, 'environments' | 'department' | 'agentId'>): string =>
  [
    environments.join(', '),
    ...(department === undefined ? [] : [`department ${department}`]),
    ...(agentId === undefined ? [] : [`agent ${agentId}`]),
  ].join('; ');
