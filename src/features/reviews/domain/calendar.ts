/** Something with a date. */
export interface CalendarEntry {
  readonly uid: string;
  /** An instant, or a day (`2026-11-20`). */
  readonly at: string;
  /** When it is over; absent: it is one moment, or a day. */
  readonly to?: string;
  readonly summary: string;
  readonly description: string;
}

/** RFC 5545, 3.3.11: what a text may not hold as it is. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\\n');

const OTHER_CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** Lines of at most 75 octets, gone on with a space, never within a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const character of line) {
    if (octets(current) + octets(character) > 75) {
      lines.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...lines, current].join('\r\n');
}

const compact = (at: string): string =>
  at.length === 10 ? at.replaceAll('-', '') : `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const start = (at: string): string =>
  at.length === 10 ? `DTSTART;VALUE=DATE:${compact(at)}` : `DTSTART:${compact(at)}`;

const end = (at: string): string => `DTEND:${compact(at)}`;

/** Entries as an iCalendar object (RFC 5545), stamped with `now`, an instant. */
export function calendarText(entries: readonly CalendarEntry[], now: string): string {
  const line = (name: string, text: string): string =>
    `${name}:${escaped(text.replaceAll(OTHER_CONTROLS, ''))}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Countersign//Reviews and releases//EN',
    ...entries.flatMap(({ uid, at, to, summary, description }) => [
      'BEGIN:VEVENT',
      line('UID', uid),
      `DTSTAMP:${compact(now)}`,
      start(at),
      ...(to === undefined ? [] : [end(to)]),
      line('SUMMARY', summary),
      line('DESCRIPTION', description),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
