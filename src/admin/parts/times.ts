const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** The whole of a moment in the reader's time zone, which it names. */
export const fullTime = (at: string): string => full.format(new Date(at));

/** `14:05` today, `12 Nov, 14:05` this year, `12 Nov 2025` before: in the reader's time zone. */
export function shortTime(at: string, now = new Date()): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString()) return clock.format(date);
  return date.getFullYear() === now.getFullYear()
    ? `${day.format(date)}, ${clock.format(date)}`
    : dayOfYear.format(date);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `in 3 hours`, `5 minutes ago`, `now`. */
export function distance(at: string, now = new Date()): string {
  const ms = new Date(at).getTime() - now.getTime();
  for (const [unit, length] of UNITS)
    if (Math.abs(ms) >= length) return relative.format(Math.trunc(ms / length), unit);
  return ms >= 0 ? 'within a minute' : 'just now';
}
