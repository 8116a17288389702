import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workingDaysAfter } from '../../../../src/features/approvals/kinds/workingDays.ts';
import { DAY, epochMs, type Instant, instantOf } from '../../../../src/kernel/instant.ts';

it.each([
  ['2026-11-16T09:30:00.000Z', 'Monday', '2026-11-23T09:30:00.000Z'],
  ['2026-11-20T09:00:00.000Z', 'Friday', '2026-11-27T09:00:00.000Z'],
  ['2026-11-21T23:59:59.999Z', 'Saturday', '2026-11-27T23:59:59.999Z'],
  ['2026-11-22T00:00:00.000Z', 'Sunday', '2026-11-27T00:00:00.000Z'],
  ['2026-12-31T12:00:00.000Z', 'Thursday', '2027-01-07T12:00:00.000Z'],
])('five working days after %s, a %s', (from, _, to) => {
  expect(workingDaysAfter(from as Instant, 5)).toBe(to);
});

it('ends on a working day, with as many of them between as asked for', () =>
  fc.assert(
    fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 30 }), (start, days) => {
      const from = instantOf(start * DAY + 1_234);
      const to = workingDaysAfter(from, days);
      const weekday = (at: Instant) => new Date(at).getUTCDay();
      const between = Array.from({ length: (epochMs(to) - epochMs(from)) / DAY }, (_, i) =>
        new Date(epochMs(from) + (i + 1) * DAY).getUTCDay(),
      );
      expect([0, 6]).not.toContain(weekday(to));
      expect(between.filter((day) => day !== 0 && day !== 6)).toHaveLength(days);
    }),
  ));
