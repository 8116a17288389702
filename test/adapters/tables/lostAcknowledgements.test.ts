import { expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import type { Committed, LedgerLine, Work } from '../../../src/kernel/ledger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { afflict, drive, seeded } from './drive.ts';
import { done, judged, notes, written } from './example.ts';
import { by, deciding, HandClock, openHouse, resultOf, writing } from './house.ts';

const EVENTS = 400;
const CLIENTS = 8;

async function servers(count: number) {
  const clock = new HandClock();
  const table = new MemoryTable();
  const open = () => drive(clock, openHouse(table, { clock, timers: clock }));
  const houses = [];
  for (let i = 0; i < count; i += 1) houses.push((await open()).ledger);
  return { clock, table, houses };
}

async function linesOf(ledger: OpenLedger): Promise<readonly LedgerLine[]> {
  return (await ledger.reads.lines({ limit: 100_000 })).items;
}

const numbersIn = (lines: readonly LedgerLine[]): readonly number[] =>
  lines
    .filter(({ type }) => type === 'thing-done')
    .map(({ line }) => (JSON.parse(line) as { data: { n: number } }).data.n)
    .toSorted((a, b) => a - b);

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** Eight clients, each with one call after the other, so that there are many small commits. */
async function inTurns<T>(call: (n: number) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  const client = async (first: number): Promise<void> => {
    for (let n = first; n < EVENTS; n += CLIENTS) answers[n] = await call(n);
  };
  await Promise.all(upTo(CLIENTS).map(client));
  return answers;
}

/** Asks again while the answer is "nothing was confirmed", as a client does. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Fault) || !error.code.startsWith('storage-')) throw error;
    }
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'keyed work is done exactly once, whatever befalls storage (seed %i)',
  async (seed) => {
    const { clock, table, houses } = await servers(2);
    const trouble = afflict(table, seeded(seed), 0.05);
    const work = inTurns((n) => {
      const ledger = houses[n % houses.length] as OpenLedger;
      const key = { key: `k${n}`, bodyHash: 'b' };
      return insist<Committed<unknown>>(() =>
        n % 2 === 0
          ? ledger.commit(writing([done(n)], { answer: () => n }), key)
          : ledger.decide(
              (view, now) => ({ ...deciding(done(n))(view, now), answer: () => n }),
              key,
            ),
      );
    });
    const answers = await drive(clock, work);
    trouble.stop();
    for (const [n, answer] of answers.entries())
      expect(answer.kind === 'repeated' ? answer.answer : n).toBe(n);
    expect([...trouble.counts.keys()]).toHaveLength(6);
    expect(numbersIn(await linesOf(houses[0] as OpenLedger))).toEqual(upTo(EVENTS));
  },
  20_000,
);

/** Adds a number to those in one note, as they stand. */
const noting =
  (n: number): Work<string> =>
  async (tx) => {
    const text = `${(await tx.get(notes, 'n'))?.text ?? ''} ${n}`;
    return {
      by,
      events: [written('n', '2026-12-24T09:00:00.000Z', text)],
      result: () => text,
      answer: () => text,
    };
  };

test.each([41, 42, 43, 44, 45, 46])(
  'nothing is decided on a state that is not the newest, whatever befalls storage (seed %i)',
  async (seed) => {
    const { clock, table, houses } = await servers(3);
    const trouble = afflict(table, seeded(seed), 0.05);
    const work = inTurns((n) => {
      const ledger = houses[n % houses.length] as OpenLedger;
      return insist(() => ledger.commit(noting(n), { key: `k${n}`, bodyHash: 'b' }));
    });
    await drive(clock, work);
    trouble.stop();
    const note = await houses[0]?.reads.get(notes, 'n');
    const numbers = note?.text.trim().split(' ').map(Number) ?? [];
    expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo(EVENTS));
  },
  20_000,
);

test.each([11, 12, 13, 14])(
  'unkeyed work that was confirmed is there once, the rest at most once (seed %i)',
  async (seed) => {
    const { clock, table, houses } = await servers(3);
    const trouble = afflict(table, seeded(seed), 0.06);
    const confirmed: number[] = [];
    const work = inTurns(async (n) => {
      const ledger = houses[n % houses.length] as OpenLedger;
      try {
        if (n % 2 === 0) await ledger.commit(writing([done(n)]));
        else await ledger.decide(deciding(done(n)));
        confirmed.push(n);
      } catch (error) {
        expect(error).toBeInstanceOf(Fault);
      }
    });
    await drive(clock, work);
    trouble.stop();
    const found = numbersIn(await linesOf(houses[0] as OpenLedger));
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(confirmed));
    expect(confirmed.length).toBeGreaterThan(EVENTS / 2);
  },
  20_000,
);

test('places told are the places where the events stand', async () => {
  const { clock, table, houses } = await servers(2);
  const trouble = afflict(table, seeded(21), 0.05);
  const told = await drive(
    clock,
    inTurns((n) => insist(() => (houses[n % 2] as OpenLedger).decide(deciding(done(n))))),
  );
  trouble.stop();
  const lines = await linesOf(houses[0] as OpenLedger);
  for (const [n, committed] of told.entries()) {
    const line = lines.find(({ log, seq }) => `${log}/${seq}` === resultOf(committed));
    expect(JSON.parse(line?.line ?? '{}')).toMatchObject({ data: { n } });
  }
});

test.each([31, 32, 33])(
  'an outcome is reported once, however often and wherever (seed %i)',
  async (seed) => {
    const { clock, table, houses } = await servers(2);
    const [first, second] = houses as [OpenLedger, OpenLedger];
    const [log = '', seq = ''] = resultOf(await first.decide(deciding(done(1)))).split('/');
    const about = { log, seq: Number(seq) };
    const trouble = afflict(table, seeded(seed), 0.05);
    const answers = await drive(
      clock,
      Promise.all(
        upTo(20).map((n) =>
          insist(() => (n % 2 === 0 ? first : second).reportOnce(about, by, judged(n === 0))),
        ),
      ),
    );
    trouble.stop();
    expect(answers.filter((answer) => resultOf(answer)).length).toBeLessThanOrEqual(1);
    const lines = await linesOf(first);
    expect(lines.filter(({ type }) => type === 'thing-judged')).toHaveLength(1);
  },
);
