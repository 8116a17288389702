import { DAY, epochMs, type Instant } from '../../kernel/instant.ts';

/** The ISO 8601 week of a moment, in UTC: `2026-W47`. Weeks begin on Monday; week 1 holds the year's first Thursday. */
export function isoWeek(at: Instant): string {
  const day = Math.floor(epochMs(at) / DAY); // day 0 was a Thursday
  const thursday = day - ((day + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const firstOfJanuary = Date.UTC(year, 0, 1) / DAY;
  const week = Math.floor((thursday - firstOfJanuary) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
