import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addCells,
  MOST_CELLS,
  MOST_UNITS,
  rollWeek,
} from '../../../src/adapters/tables/rows/cells.ts';
import { sealText } from '../../../src/adapters/tables/rows/sealed.ts';
import { OTHER } from '../../../src/kernel/counting.ts';
import { type Instant, instantOf } from '../../../src/kernel/instant.ts';
import { weekOf } from '../../../src/kernel/week.ts';
import { canonicalJson } from '../../../src/ledger/canonical.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { drive } from './drive.ts';
import { done, sent, written } from './example.ts';
import { deciding, HandClock, openHouse, START, sealerOf, TENANT, writing } from './house.ts';
import { foundIn, toVerify } from './verification.ts';

const DAY = 86_400_000;
const nameOf = (ms: number): string => weekOf(instantOf(ms)).name;

test.each([
  ['2026-11-20T09:00:00.000Z', '2026-W47'],
  ['2026-11-22T23:59:59.999Z', '2026-W47'],
  ['2026-11-23T00:00:00.000Z', '2026-W48'],
  ['2021-01-03T12:00:00.000Z', '2020-W53'],
  ['2021-01-04T00:00:00.000Z', '2021-W01'],
  ['2024-12-30T00:00:00.000Z', '2025-W01'],
  ['2026-12-31T00:00:00.000Z', '2026-W53'],
  ['2027-01-01T00:00:00.000Z', '2026-W53'],
  ['1969-12-29T00:00:00.000Z', '1970-W01'],
])('%s is in %s', (at, week) => {
  expect(weekOf(at as Instant).name).toBe(week);
});

test('weeks begin on Monday, last seven days, and sort as time does', () => {
  const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });
  fc.assert(
    fc.property(moment, (ms) => {
      const monday = Math.floor((Math.floor(ms / DAY) + 3) / 7) * 7 - 3;
      const week = nameOf(ms);
      expect(nameOf(monday * DAY)).toBe(week);
      expect(nameOf((monday + 7) * DAY - 1)).toBe(week);
      expect(nameOf((monday + 7) * DAY) > week).toBe(true);
    }),
  );
});

describe('cells', () => {
  test('no count is lost, and there are never more than the most', () => {
    const counts = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(counts, (all) => {
        const cells = addCells({}, all);
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(sum(Object.values(cells))).toBe(sum(all.map(([, n]) => n)));
        expect(Object.keys(cells).length).toBeLessThanOrEqual(MOST_CELLS + 1);
      }),
    );
  });

  test('whatever they are called, as JSON they fit into a property, and the rest is counted under other', () => {
    const long = fc.string({
      minLength: 100,
      maxLength: 900,
      unit: fc.constantFrom('x', '"', '\u0001'),
    });
    const counts = fc.array(fc.tuple(long, fc.constant(Number.MAX_SAFE_INTEGER)), {
      maxLength: 150,
    });
    fc.assert(
      fc.property(counts, (all) => {
        const atOnce = addCells({}, all);
        const oneByOne = all.reduce((cells, one) => addCells(cells, [one]), {});
        for (const cells of [atOnce, oneByOne])
          expect(canonicalJson(cells).length).toBeLessThanOrEqual(MOST_UNITS);
        expect(oneByOne).toEqual(atOnce);
      }),
    );
    const names = Array.from({ length: 150 }, (_, i): [string, number] => [
      `${'x'.repeat(400)}${i}`,
      1,
    ]);
    const cells = addCells({}, names);
    expect(cells[OTHER]).toBe(150 - (Object.keys(cells).length - 1));
    expect(cells[OTHER]).toBeGreaterThan(50);
    // What is known goes on being counted by its name, and what is short may still have room.
    expect(addCells(cells, [[`${'x'.repeat(400)}0`, 2]])[`${'x'.repeat(400)}0`]).toBe(3);
  });

  test('what comes after the most is counted under other', () => {
    const many = Array.from({ length: MOST_CELLS + 5 }, (_, i): [string, number] => [`c${i}`, 1]);
    expect(addCells({}, many)[OTHER]).toBe(5);
  });

  test('a clock that is behind does not open an old week again', () => {
    const open = { week: '2026-W48', cells: { a: 1 } };
    expect(rollWeek(open, START)).toEqual({ open, closed: undefined });
  });
});

test('a week’s counters move to its K rows with the next week’s first commits, and add up either way', async () => {
  const clock = new HandClock();
  const table = new MemoryTable(clock);
  const { ledger } = await drive(clock, openHouse(table, { clock, timers: clock }));
  await drive(clock, ledger.commit(writing([written('n1', START), sent('n1')])));
  await drive(clock, Promise.all([1, 2, 3].map((n) => ledger.decide(deciding(done(n))))));
  const week = { 'note-written': 1, 'note-sent': 1, 'thing-done': 3 };
  expect(await drive(clock, ledger.reads.counters('2026-W47'))).toEqual(week);
  await clock.pass(3 * DAY);
  expect(await drive(clock, ledger.reads.counters('2026-W47'))).toEqual(week);
  await drive(clock, ledger.commit(writing([written('n2', START)])));
  await drive(clock, ledger.decide(deciding(done(4))));
  expect(await drive(clock, ledger.reads.counters('2026-W47'))).toEqual(week);
  expect(await drive(clock, ledger.reads.counters('2026-W48'))).toEqual({
    'note-written': 1,
    'thing-done': 1,
  });
  expect(await drive(clock, ledger.reads.counters('2026-W46'))).toEqual({});
  const between = (from: string, to: string) =>
    drive(clock, ledger.reads.countersBetween(from, to));
  const next = await drive(clock, ledger.reads.counters('2026-W48'));
  expect(await between('2026-W40', '2026-W48')).toEqual(
    new Map([
      ['2026-W47', week],
      ['2026-W48', next],
    ]),
  );
  expect(await between('2026-W40', '2026-W47')).toEqual(new Map([['2026-W47', week]]));
  expect(await between('2026-W48', '2027-W02')).toEqual(new Map([['2026-W48', next]]));
  expect(await between('2026-W40', '2026-W46')).toEqual(new Map());
  const listed = await drive(clock, ledger.reads.rows('W|2026-W47|notes|', { limit: 5 }));
  expect(listed.items.map(({ value }) => value['seq'])).toEqual([2]);
  expect(await drive(clock, foundIn(toVerify(table)))).toBe('nothing');
  const spot = { partition: `${TENANT}|g`, key: 'K|2026-W47' };
  const seq = Number(
    table.rows(spot.partition).find(({ key }) => key === spot.key)?.columns['seq'],
  );
  const text = '{"note-sent":1,"note-written":2}';
  table.tamper(spot.partition, spot.key, sealText(sealerOf('row.mac'), spot, { seq, text }));
  expect(await drive(clock, foundIn(toVerify(table)))).toBe('g/K|2026-W47 row-differs');
});

test('what is read of the last weeks begins where a week began, in every log', async () => {
  const clock = new HandClock();
  const table = new MemoryTable(clock);
  const { ledger } = await drive(clock, openHouse(table, { clock, timers: clock }));
  const since = async (from: string) => {
    const { total, batches } = await drive(clock, ledger.reads.recent({ from, most: 100 }));
    const types: string[] = [];
    const all = batches[Symbol.asyncIterator]();
    for (;;) {
      const batch = await drive(clock, all.next());
      if (batch.done) return { total, types };
      types.push(...batch.value.map(({ type }) => type));
    }
  };
  await drive(clock, ledger.commit(writing([written('n1', START)])));
  await drive(clock, ledger.decide(deciding(done(1))));
  await clock.pass(14 * DAY);
  await drive(clock, ledger.commit(writing([written('n2', START), sent('n2')])));
  expect(await since('2026-W47')).toEqual({
    total: 4,
    types: ['note-written', 'note-written', 'note-sent', 'thing-done'],
  });
  for (const week of ['2026-W48', '2026-W49'])
    expect(await since(week)).toEqual({ total: 2, types: ['note-written', 'note-sent'] });
  expect(await since('2026-W50')).toEqual({ total: 0, types: [] });
});
