import { Cron } from 'croner';
import { DAY, epochMs, type Instant, instantOf, plus } from '../../kernel/instant.ts';
import { type Week, weekOf } from '../../kernel/week.ts';

/** The local time at which a digest is posted, on Mondays. */
export interface PostingTime {
  readonly hour: number;
  readonly minute: number;
}

const TIME = /^([01]?\d|2[0-3])(?::([0-5]\d))?$/;

/** `9`, `09:00`, `17:30` → the time; undefined for anything else. */
export function parsePostingTime(text: string): PostingTime | undefined {
  const [, hour, minute = '0'] = TIME.exec(text) ?? [];
  return hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute) };
}

/** The week that a Monday's digest is about: the one that its Thursday before lies in, since weeks are UTC and Mondays are local. */
export const weekFor = (due: Instant): Week => weekOf(plus(due, -3.5 * DAY));

/**
 * The next Monday at the hour in a time zone, daylight saving included; where the UTC week is not over by then (far east
 * of Greenwich), the moment that it is.
 */
export function nextDue(after: Instant, timeZone: string, at: PostingTime): Instant {
  const monday = new Cron(`${at.minute} ${at.hour} * * 1`, { timezone: timeZone }).nextRun(
    new Date(epochMs(after)),
  );
  if (!monday) throw new RangeError('a Monday comes every week');
  const local = instantOf(monday.getTime());
  const { to } = weekFor(local);
  return local < to ? to : local;
}

/** Whether a name is a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
