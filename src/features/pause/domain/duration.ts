const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const SHORT = /^(\d{1,4})(m|min|h|d|w)$/;
const ISO = /^P(?:(\d{1,3})W|(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?)?)$/;

/** The longest pause that lifts itself. */
const MOST = 365 * 86_400_000;

/** `30m`, `2h`, `3d`, `1w`, or ISO 8601 (`PT2H`, `P3D`) → milliseconds; undefined for anything else, for nothing and for more than a year. */
export function parseDuration(text: string): number | undefined {
  const ms = shortMs(text) ?? isoMs(text);
  return ms !== undefined && ms > 0 && ms <= MOST ? ms : undefined;
}

function shortMs(text: string): number | undefined {
  const [, amount, unit] = SHORT.exec(text.toLowerCase()) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}

function isoMs(text: string): number | undefined {
  const [all, w, d, h, m] = ISO.exec(text.toUpperCase()) ?? [];
  if (all === undefined || all === 'P' || all.endsWith('T')) return undefined;
  const of = (digits: string | undefined, factor: number) => Number(digits ?? 0) * factor;
  return of(w, 604_800_000) + of(d, 86_400_000) + of(h, 3_600_000) + of(m, 60_000);
}

const AT_THE_END = /(?:^|\s)for (\S+?)[.!]?$/i;

/** A duration at the end of a reason, as it was typed: `it sends wrong prices for 2h` → `2h`. It is a part of the reason. */
export function durationAtEnd(reason: string): string | undefined {
  const [, typed = ''] = AT_THE_END.exec(reason.trim()) ?? [];
  return parseDuration(typed) === undefined ? undefined : typed;
}

const NAMES: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** `2h` → `2 hours`, `P1DT12H` → `1 day 12 hours`; what is no duration stays as it was typed. */
export function durationWords(typed: string): string {
  let left = parseDuration(typed);
  if (left === undefined) return typed;
  const parts: string[] = [];
  for (const [unit, name] of NAMES) {
    const n = Math.floor(left / unit);
    left -= n * unit;
    if (n > 0) parts.push(`${n} ${name}${n === 1 ? '' : 's'}`);
  }
  return parts.join(' ');
}
