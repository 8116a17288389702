import { epochMs, type Instant } from '../../../kernel/instant.ts';
import type { BusinessHours } from './input.ts';
import type { OfficeHours } from './judge.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Tells of a moment whether people are at work then. Without hours every moment is like any other. */
export function businessHoursAt(hours: OfficeHours | undefined): (now: Instant) => BusinessHours {
  if (hours === undefined) return () => 'always';
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: hours.timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (now) => {
    const parts = new Map(
      clock.formatToParts(epochMs(now)).map(({ type, value }) => [type, value]),
    );
    const day = DAYS.indexOf(parts.get('weekday') ?? '') + 1;
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    const isAtWork = hours.days.includes(day) && minute >= hours.from && minute < hours.to;
    return isAtWork ? 'inside' : 'outside';
  };
}
