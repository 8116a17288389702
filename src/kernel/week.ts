import { DAY, epochMs, type Instant, instantOf } from './instant.ts';

/** An ISO 8601 week in UTC, Monday to Monday: `from` is in it, `to` is not. */
export interface Week {
  /** `2026-W47`. */
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Days since 1970-01-01, which was a Thursday. */
const dayOf = (at: Instant): number => Math.floor(epochMs(at) / DAY);
const mondayOf = (day: number): number => day - ((day + 3) % 7);

/** The week that starts on a Monday, given as days since 1970-01-01. Week 1 holds the year's first Thursday. */
function weekFrom(monday: number): Week {
  const thursday = monday + 3;
  const year = Number(instantOf(thursday * DAY).slice(0, 4));
  const firstOfJanuary = Date.UTC(year, 0, 1) / DAY;
  const number = Math.floor((thursday - firstOfJanuary) / 7) + 1;
  const name = `${year}-W${String(number).padStart(2, '0')}`;
  return { name, from: instantOf(monday * DAY), to: instantOf((monday + 7) * DAY) };
}

export const weekOf = (at: Instant): Week => weekFrom(mondayOf(dayOf(at)));

export const weekBefore = ({ from }: Week): Week => weekFrom(dayOf(from) - 7);

const WEEK = /^(\d{4})-W(\d{2})$/;

/** `2026-W47` → the week; undefined for a text that names none (week 53 of a year that has 52). */
export function parseWeek(name: string): Week | undefined {
  const [, year, number] = WEEK.exec(name) ?? [];
  if (year === undefined || number === undefined) return undefined;
  const fourthOfJanuary = Date.UTC(Number(year), 0, 4) / DAY;
  const week = weekFrom(mondayOf(fourthOfJanuary) + (Number(number) - 1) * 7);
  return week.name === name ? week : undefined;
}
