import { DAY, HOUR, MINUTE, SECOND } from './instant.ts';

const ISO = /^P(?:(\d{1,4})W|(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?)$/;
const WEEK = 7 * DAY;

/** `P30D`, `P2W`, `PT12H`, `P1DT30M` → milliseconds; undefined for anything else. Years and months are none: they differ in length. */
export function isoDuration(text: string): number | undefined {
  const [all, weeks, days, hours, minutes, seconds] = ISO.exec(text) ?? [];
  if (all === undefined || all === 'P' || all.endsWith('T')) return undefined;
  const of = (digits: string | undefined, unit: number) => Number(digits ?? 0) * unit;
  return (
    of(weeks, WEEK) + of(days, DAY) + of(hours, HOUR) + of(minutes, MINUTE) + of(seconds, SECOND)
  );
}

/** Milliseconds → the shortest spelling in days, hours, minutes and seconds; what is left of a second is dropped. */
export function isoOf(ms: number): string {
  const units = [
    [DAY, 'D'],
    [HOUR, 'H'],
    [MINUTE, 'M'],
    [SECOND, 'S'],
  ] as const;
  let left = ms;
  const parts = units.map(([unit, letter]) => {
    const n = Math.floor(left / unit);
    left -= n * unit;
    return n === 0 ? '' : `${n}${letter}`;
  });
  const [days = '', ...rest] = parts;
  const time = rest.join('');
  if (days === '' && time === '') return 'PT0S';
  return `P${days}${time === '' ? '' : `T${time}`}`;
}
