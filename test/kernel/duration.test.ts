import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoDuration, isoOf } from '../../src/kernel/duration.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/kernel/instant.ts';

it.each([
  ['P30D', 30 * DAY],
  ['P2W', 14 * DAY],
  ['PT12H', 12 * HOUR],
  ['PT90M', 90 * MINUTE],
  ['PT1S', SECOND],
  ['P1DT2H3M4S', DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
  ['PT0S', 0],
])('%s is read', (text, ms) => {
  expect(isoDuration(text)).toBe(ms);
});

it.each([
  '',
  'P',
  'PT',
  'P1DT',
  '30d',
  'P1M',
  'P1Y',
  'P-1D',
  'p1d',
  'P1D ',
  'P1.5D',
  'P1WT1H',
  'PT1H1H',
])('%j is none', (text) => {
  expect(isoDuration(text)).toBeUndefined();
});

it('reads what it writes', () =>
  fc.assert(
    fc.property(fc.nat(100 * DAY), (ms) => {
      expect(isoDuration(isoOf(ms))).toBe(Math.floor(ms / SECOND) * SECOND);
    }),
  ));
