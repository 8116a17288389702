import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText } from '../../../src/features/reviews/domain/calendar.ts';

const NOW = '2026-11-20T09:00:00.000Z';
const entry = (summary: string) => ({
  uid: 'RV-1@countersign',
  at: '2026-12-18T09:00:00.000Z',
  summary,
  description: 'x',
});
const unfolded = (text: string): readonly string[] => text.replaceAll('\r\n ', '').split('\r\n');

/** As a calendar reads a text back. */
const read = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, c: string) => (c.toLowerCase() === 'n' ? '\n' : c));

describe('a calendar', () => {
  it('has what RFC 5545 asks of one', () => {
    const text = calendarText(
      [entry('Due'), { ...entry('A day'), uid: 'agent-x@countersign', at: '2027-02-19' }],
      NOW,
    );
    const lines = unfolded(text);
    expect(lines.slice(0, 8)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Countersign//Reviews and releases//EN',
      'BEGIN:VEVENT',
      'UID:RV-1@countersign',
      'DTSTAMP:20261120T090000Z',
      'DTSTART:20261218T090000Z',
      'SUMMARY:Due',
    ]);
    expect(lines).toContain('DTSTART;VALUE=DATE:20270219');
    expect(lines.slice(-3)).toEqual(['END:VEVENT', 'END:VCALENDAR', '']);
  });

  it('escapes what a text may not hold, so that nobody writes lines of their own', () => {
    const text = calendarText([entry('a;b,c\\d\nEND:VEVENT\r\nBEGIN:VALARM')], NOW);
    expect(unfolded(text)).toContain('SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\nBEGIN:VALARM');
    expect(unfolded(text).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });

  it('folds lines at 75 octets, gives every text back, and stays one event, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (summary) => {
        fc.pre(summary.isWellFormed());
        const text = calendarText([entry(summary)], NOW);
        for (const line of text.split('\r\n'))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        const lines = unfolded(text);
        expect(lines).toHaveLength(13);
        const clean = summary
          // biome-ignore lint/suspicious/noControlCharactersInRegex: these are left out
          .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
          .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\n');
        expect(read(lines[7]?.slice('SUMMARY:'.length) ?? '')).toBe(clean);
      }),
    );
  });
});
