import { epochMs, type Instant } from '../instant.ts';
import { own, type TextRun } from './text.ts';

/** `2026-11-20T09:00:00Z`: the one spelling that `{{DATE()}}` and `{{TIME()}}` take; a fraction would leave them unexpanded. */
export const cardTime = (at: Instant): string => `${at.slice(0, 19)}Z`;

/** Date and time in the reader's own time zone; the Teams client fills them in. */
export const localTime = (at: Instant): TextRun => {
  const time = cardTime(at);
  return own(`{{DATE(${time},SHORT)}}, {{TIME(${time})}}`);
};

/** The day alone. */
export const localDay = (at: Instant): TextRun => own(`{{DATE(${cardTime(at)},SHORT)}}`);

/** The day in plain text, in UTC: `20 Nov 2026`. */
export const plainDay = (at: Instant): string => dayFormat.format(epochMs(at));

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/**
 * Day and time in plain text, where no client fills anything in: `Fri 20 Nov 2026, 10:00 (Europe/Berlin)`. A zone that is
 * not known is UTC.
 */
export function plainTime(at: Instant, timeZone = 'UTC'): string {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(epochMs(at));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const day = `${of('weekday')} ${of('day')} ${of('month')} ${of('year')}`;
  return `${day}, ${of('hour')}:${of('minute')} (${zone})`;
}

/** Whether this is the name of a time zone: `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
