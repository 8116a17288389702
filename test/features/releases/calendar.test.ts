import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Calendar,
  Freeze,
  ReleaseWindow,
} from '../../../src/features/releases/domain/events.ts';
import { occurrences } from '../../../src/features/releases/domain/occurrences.ts';
import { closedAt, type Place } from '../../../src/features/releases/domain/opening.ts';
import { calendarWidenings } from '../../../src/features/releases/domain/widening.ts';
import { dayWords } from '../../../src/features/releases/words.ts';
import { DAY, HOUR, type Instant, plus } from '../../../src/kernel/instant.ts';

const at = (text: string): Instant => `${text}:00.000Z` as Instant;
const NOW = at('2026-11-20T09:00');

const TUESDAYS: ReleaseWindow = {
  id: 'tuesdays',
  environments: ['production'],
  days: [2],
  from: '09:00',
  to: '12:00',
  timeZone: 'Europe/Berlin',
};
const FREEZE: Freeze = {
  id: 'fair',
  environments: ['production'],
  from: at('2026-11-24T09:00'),
  to: at('2026-11-25T09:00'),
  reason: 'The fair.',
};
const PRODUCTION: Place = { environment: 'production' };
const of = (windows: readonly ReleaseWindow[], freezes: readonly Freeze[] = []): Calendar => ({
  windows,
  freezes,
});

describe('a weekly window', () => {
  it('keeps its local hours when the clocks change', () => {
    const sundays = { ...TUESDAYS, days: [7] };
    const span = { from: at('2026-10-17T00:00'), to: at('2026-11-02T00:00') };
    expect(occurrences(sundays, span)).toEqual([
      { from: at('2026-10-18T07:00'), to: at('2026-10-18T10:00') },
      { from: at('2026-10-25T08:00'), to: at('2026-10-25T11:00') },
      { from: at('2026-11-01T08:00'), to: at('2026-11-01T11:00') },
    ]);
  });

  it.each([
    // Berlin: 02:00 to 03:00 comes twice on 25 October, and not at all on 29 March.
    ['01:00', '02:30', '2026-10-24T23:00', '2026-10-25T00:30'],
    ['02:30', '04:00', '2026-10-25T01:30', '2026-10-25T03:00'],
    ['02:00', '02:30', '2026-10-25T01:00', '2026-10-25T01:30'],
    ['01:00', '04:00', '2026-10-24T23:00', '2026-10-25T03:00'],
    ['01:00', '02:30', '2026-03-29T00:00', '2026-03-29T01:30'],
    ['02:30', '04:00', '2026-03-29T01:30', '2026-03-29T02:00'],
  ])('from %s to %s is open from %s to %s where the clocks change', (from, to, start, end) => {
    const window = { ...TUESDAYS, days: [7], from, to };
    const day = end.slice(0, 10);
    const span = { from: at(`${day}T00:00`), to: at(`${day}T12:00`) };
    expect(occurrences(window, span)).toEqual([{ from: at(start), to: at(end) }]);
  });

  it('that lies in an hour that is skipped is never open the wrong way round', () => {
    const window = { ...TUESDAYS, days: [7], from: '02:30', to: '03:00' };
    const span = { from: at('2026-03-28T00:00'), to: at('2026-03-30T00:00') };
    expect(occurrences(window, span)).toEqual([]);
  });

  it('goes on into the next day, or to the end of its own', () => {
    const friday = { ...TUESDAYS, days: [5], from: '22:00', timeZone: 'UTC' };
    const span = { from: at('2026-11-21T01:00'), to: at('2026-11-21T01:01') };
    expect(occurrences({ ...friday, to: '02:00' }, span)).toEqual([
      { from: at('2026-11-20T22:00'), to: at('2026-11-21T02:00') },
    ]);
    expect(occurrences({ ...friday, to: '24:00' }, span)).toEqual([]);
  });

  it.each([
    ['2026-11-24T07:59', false],
    ['2026-11-24T08:00', true],
    ['2026-11-24T10:59', true],
    ['2026-11-24T11:00', false],
    ['2026-11-25T08:00', false],
  ])('at %s: open is %s', (moment, open) => {
    expect(closedAt(of([TUESDAYS]), PRODUCTION, at(moment)) === undefined).toBe(open);
  });
});

describe('the calendar', () => {
  it('holds nothing back while it is empty, nor where no window applies', () => {
    expect(closedAt(of([]), PRODUCTION, NOW)).toBeUndefined();
    expect(closedAt(of([TUESDAYS]), { environment: 'pilot' }, NOW)).toBeUndefined();
    const finance = { ...TUESDAYS, department: 'finance' };
    expect(closedAt(of([finance]), { ...PRODUCTION, department: 'sales' }, NOW)).toBeUndefined();
    const writer = { ...TUESDAYS, agentId: 'writer' };
    expect(closedAt(of([writer]), { ...PRODUCTION, agentId: 'other' }, NOW)).toBeUndefined();
    expect(closedAt(of([writer]), { ...PRODUCTION, agentId: 'writer' }, NOW)).toBeDefined();
  });

  it('names the next window, without what a freeze takes of it', () => {
    expect(closedAt(of([TUESDAYS]), PRODUCTION, NOW)).toEqual({
      next: { from: at('2026-11-24T08:00'), to: at('2026-11-24T11:00'), window: TUESDAYS },
    });
    expect(closedAt(of([TUESDAYS], [FREEZE]), PRODUCTION, NOW)?.next).toMatchObject({
      from: at('2026-11-24T08:00'),
      to: at('2026-11-24T09:00'),
    });
    expect(closedAt(of([TUESDAYS], [FREEZE]), PRODUCTION, at('2026-11-24T09:30'))).toMatchObject({
      freeze: { id: 'fair' },
      next: { from: at('2026-12-01T08:00') },
    });
  });

  it('says when freezes that follow each other are over, where there are no windows', () => {
    const second = {
      ...FREEZE,
      id: 'after',
      from: at('2026-11-25T08:00'),
      to: at('2026-11-26T08:00'),
    };
    expect(closedAt(of([], [second, FREEZE]), PRODUCTION, at('2026-11-24T10:00'))).toMatchObject({
      freeze: { id: 'fair' },
      thaws: at('2026-11-26T08:00'),
    });
  });

  it('opens exactly when it says it opens next', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, moment) => {
        const closed = closedAt(calendar, PRODUCTION, moment);
        const next = closed?.next;
        if (!next) return;
        expect(closedAt(calendar, PRODUCTION, next.from)).toBeUndefined();
        expect(closedAt(calendar, PRODUCTION, plus(next.to, -1))).toBeUndefined();
        expect(next.from > moment).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

const scope = fc.record(
  {
    department: fc.constantFrom('sales', 'finance'),
    agentId: fc.constantFrom('writer', 'payer'),
  },
  { requiredKeys: [] },
);
const environments = fc
  .uniqueArray(fc.constantFrom('production' as const, 'pilot' as const), { minLength: 1 })
  .map((list) => list.toSorted());
const hours = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 }))
  .map(([from, to]) => ({
    from: `${String(from).padStart(2, '0')}:00`,
    to: `${String(to).padStart(2, '0')}:00`,
  }));
const windows = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    environments,
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours,
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin'),
    scope,
  })
  .map(
    ({ hours: clock, scope: whose, ...rest }): ReleaseWindow => ({ ...rest, ...clock, ...whose }),
  );
const moments = fc.integer({ min: 0, max: 14 * 24 }).map((n) => plus(NOW, n * HOUR));
const freezes = fc
  .record({ environments, from: moments, days: fc.integer({ min: 1, max: 5 }), scope })
  .map(
    ({ days, scope: whose, from, environments: where }): Freeze => ({
      id: 'f',
      environments: where,
      ...whose,
      from,
      to: plus(from, days * DAY),
      reason: 'x',
    }),
  );
const calendars = fc.record({
  windows: fc.array(windows, { maxLength: 3 }),
  freezes: fc.array(freezes, { maxLength: 2 }),
});
const places: fc.Arbitrary<Place> = fc
  .tuple(fc.constantFrom('production' as const, 'pilot' as const), scope)
  .map(([environment, whose]) => ({ environment, ...whose }));

describe('narrowing', () => {
  it('lets nothing through that was held back before', () => {
    let narrowed = 0;
    fc.assert(
      fc.property(
        calendars,
        calendars,
        fc.array(fc.tuple(places, moments), { minLength: 20 }),
        (before, after, seen) => {
          if (calendarWidenings(before, after, NOW).length > 0) return;
          narrowed += 1;
          for (const [place, moment] of seen)
            if (closedAt(before, place, moment))
              expect(closedAt(after, place, moment)).toBeDefined();
        },
      ),
      { numRuns: 1_500 },
    );
    expect(narrowed).toBeGreaterThan(20);
  });

  const WEEK = { ...TUESDAYS, id: 'week', days: [1, 2, 3, 4, 5] };
  it.each<[string, Calendar, Calendar, RegExp | undefined]>([
    ['the first window', of([]), of([TUESDAYS]), undefined],
    ['a freeze', of([TUESDAYS]), of([TUESDAYS], [FREEZE]), undefined],
    ['a shorter window', of([WEEK]), of([TUESDAYS]), undefined],
    [
      'a window for one agent beside that of all',
      of([TUESDAYS]),
      of([TUESDAYS, { ...TUESDAYS, agentId: 'writer' }]),
      undefined,
    ],
    [
      'another zone',
      of([TUESDAYS]),
      of([{ ...TUESDAYS, timeZone: 'UTC' }]),
      /opens the window tuesdays/,
    ],
    ['another day', of([TUESDAYS]), of([WEEK]), /opens the window week/],
    ['a later end', of([TUESDAYS]), of([{ ...TUESDAYS, to: '12:01' }]), /opens the window/],
    ['over midnight', of([TUESDAYS]), of([{ ...TUESDAYS, to: '08:00' }]), /opens the window/],
    ['no window any more', of([TUESDAYS]), of([]), /at any hour/],
    [
      'only for one department any more',
      of([TUESDAYS]),
      of([{ ...TUESDAYS, department: 'sales' }]),
      /at any hour/,
    ],
    ['a freeze less', of([], [FREEZE]), of([]), /ends or shortens the freeze fair/],
    [
      'a shorter freeze',
      of([], [FREEZE]),
      of([], [{ ...FREEZE, to: at('2026-11-25T08:00') }]),
      /ends or shortens/,
    ],
    [
      'a freeze for fewer',
      of([], [FREEZE]),
      of([], [{ ...FREEZE, agentId: 'writer' }]),
      /ends or shortens/,
    ],
    [
      'a freeze that is over',
      of([], [{ ...FREEZE, from: at('2026-11-01T09:00'), to: NOW }]),
      of([]),
      undefined,
    ],
  ])('%s', (_, before, after, wider) => {
    const found = calendarWidenings(before, after, NOW).join('; ');
    if (wider) expect(found).toMatch(wider);
    else expect(found).toBe('');
  });
});

it('names days as people do', () => {
  expect(dayWords([1, 2, 3, 5, 7, 6])).toBe('Mon–Wed, Fri–Sun');
  expect(dayWords([4, 2, 2])).toBe('Tue, Thu');
});
