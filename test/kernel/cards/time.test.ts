import { describe, expect, it } from 'vitest';
import { cardTime, localTime, plainTime } from '../../../src/kernel/cards/time.ts';
import { instantOf } from '../../../src/kernel/instant.ts';

const at = instantOf(Date.UTC(2026, 10, 20, 23, 5, 9, 123));

describe('times on cards', () => {
  it('carry no fraction, which Teams would leave unexpanded', () => {
    expect(cardTime(at)).toBe('2026-11-20T23:05:09Z');
    expect(localTime(at).text).toBe(
      '{{DATE(2026-11-20T23:05:09Z,SHORT)}}, {{TIME(2026-11-20T23:05:09Z)}}',
    );
  });

  it('are spelled out in plain text, in the zone of the reader', () => {
    expect(plainTime(at, 'Europe/Berlin')).toBe('Sat 21 Nov 2026, 00:05 (Europe/Berlin)');
    expect(plainTime(at)).toBe('Fri 20 Nov 2026, 23:05 (UTC)');
    expect(plainTime(at, 'Mars/Olympus')).toBe('Fri 20 Nov 2026, 23:05 (UTC)');
  });
});
