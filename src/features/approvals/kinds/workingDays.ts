import { DAY, epochMs, type Instant, plus } from '../../../kernel/instant.ts';

/** Monday to Friday in UTC; holidays are working days. 1 January 1970 was a Thursday. */
const isWorkingDay = (at: Instant): boolean => (Math.floor(epochMs(at) / DAY) + 3) % 7 < 5;

/** So many working days later, at the same time of the day. */
export function workingDaysAfter(at: Instant, days: number): Instant {
  let [day, left] = [at, days];
  while (left > 0) {
    day = plus(day, DAY);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}
