import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { entity, type Facts } from '../../../src/kernel/feature.ts';
import type { Work } from '../../../src/kernel/ledger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { done, example, lamps, notes, switched, written } from './example.ts';
import { by, deciding, openHouse, patientTimers, resultOf, TENANT, writing } from './house.ts';
import { WatchedTable } from './watchedTable.ts';

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const GOVERNANCE = `${TENANT}|g`;

let memory: MemoryTable;
let table: WatchedTable;
let ledger: OpenLedger;

beforeEach(async () => {
  memory = new MemoryTable();
  table = new WatchedTable(memory);
  ({ ledger } = await openHouse(table, { timers: patientTimers }));
});

afterEach(() => {
  expect(table.refused).toBe(0);
});

describe('a commit takes no more than storage does', () => {
  test('works that do not fit together go into the next one, in order', async () => {
    const before = table.transactions;
    const work = (n: number) => writing(upTo(8).map((i) => switched(`lamp${n}-${i}`, true)));
    const answers = await Promise.all(upTo(30).map((n) => ledger.commit(work(n))));
    const places = answers.map(resultOf);
    expect(places.flat()).toEqual(upTo(240).map((n) => n + 1));
    for (const group of places) expect(group.at(-1)).toBe((group[0] ?? 0) + 7);
    expect(table.transactions - before).toBeGreaterThanOrEqual(8);
  });

  test('one that can never fit is a fault for its caller alone', async () => {
    const huge = writing(upTo(40).map((n) => switched(`lamp${n}`, true)));
    const answers = await Promise.allSettled([
      ledger.commit(writing([done(1)])),
      ledger.commit(huge),
      ledger.commit(writing([done(2)])),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({ reason: { code: 'misconfigured' } });
    expect(memory.rows(GOVERNANCE).some(({ key }) => key.startsWith('L|'))).toBe(false);
  });

  test('texts as long as they come are counted, in governance and on lanes', async () => {
    const long = '😀'.repeat(50_000);
    const works = upTo(9).map((n) =>
      ledger.commit(writing([written(`n${n}`, '2027-01-01T00:00:00.000Z', long)])),
    );
    const decisions = upTo(9).map((n) => ledger.decide(deciding(done(n, long))));
    await Promise.all([...works, ...decisions]);
    expect((await ledger.reads.get(notes, 'n8'))?.text).toBe(long);
    const tooLong = 'x'.repeat(450_000);
    const far = '2027-01-01T00:00:00.000Z';
    const refused = { code: 'misconfigured' };
    await expect(ledger.commit(writing([written('n', far, tooLong)]))).rejects.toMatchObject(
      refused,
    );
    await expect(ledger.decide(deciding(done(1, tooLong)))).rejects.toMatchObject(refused);
  });

  test('many keyed decisions on one lane', async () => {
    const answers = await Promise.all(
      upTo(300).map((n) =>
        ledger.decide((view, now) => ({ ...deciding(done(n))(view, now), answer: () => n }), {
          key: `k${n}`,
          bodyHash: 'b',
        }),
      ),
    );
    expect(new Set(answers.map(resultOf)).size).toBe(300);
  });
});

describe('what follows from states', () => {
  /** Boxes of which only the last one opened is listed, under one key for all. */
  const boxes = {
    kind: 'box',
    prefix: 'Q',
    cached: false,
    idsOf: (event: { readonly type: string; readonly data: object }) =>
      event.type === 'box-set' ? [(event.data as { id: string }).id] : [],
    evolve: (_: unknown, { data }: { readonly data: object }) =>
      data as { id: string; on: boolean },
    rows: (box: { readonly on: boolean; readonly id: string }) =>
      box.on ? [{ key: 'Z|only', value: { box: box.id } }] : [],
  };
  const facts: Facts = {
    ...example,
    events: { ...example.events, 'box-set': example.events['lamp-switched'] as never },
    entities: [entity(boxes)],
  };
  const set = (id: string, on: boolean) => ({ type: 'box-set', data: { id, on, lamp: id } });
  const loose = { safeParse: () => ({ success: true }) } as never;

  test('one row may pass from one thing to another within a commit, and belongs to one at a time', async () => {
    const opened = await openHouse(new MemoryTable(), {
      timers: patientTimers,
      features: [{ ...facts, events: { 'box-set': loose } }],
    });
    const only = async () =>
      (await opened.ledger.reads.rows('Z|', { limit: 5 })).items.map(({ value }) => value['box']);
    await opened.ledger.commit(writing([set('a', true)]));
    await Promise.all([
      opened.ledger.commit(writing([set('a', false)])),
      opened.ledger.commit(writing([set('b', true)])),
    ]);
    expect(await only()).toEqual(['b']);
    const twice = opened.ledger.commit(writing([set('c', true), set('d', true)]));
    await expect(twice).rejects.toMatchObject({ code: 'misconfigured' });
    expect(await only()).toEqual(['b']);
  });
});

test('works that wait for the same storage read side by side, and are told of each other all the same', async () => {
  await ledger.commit(writing([written('n1', '2027-01-01T00:00:00.000Z')]));
  let [reading, most] = [0, 0];
  memory.gate = async (call) => {
    if (call.kind !== 'get') return;
    reading += 1;
    most = Math.max(most, reading);
    await new Promise<void>((resolve) => setImmediate(resolve));
    reading -= 1;
  };
  const winOnce: Work<boolean> = async (tx) => {
    const note = await tx.get(notes, 'n1');
    await tx.get(notes, 'n2');
    const lamp = await tx.get(lamps, 'hall');
    return {
      by,
      events: lamp ? [] : [switched('hall', true)],
      result: (places) => note !== undefined && places.length > 0,
    };
  };
  const answers = await Promise.all(
    upTo(10).map((n) => ledger.commit(winOnce, { key: `k${n}`, bodyHash: 'b' })),
  );
  expect(answers.map(resultOf).filter((won) => won)).toHaveLength(1);
  expect(most).toBeGreaterThan(5);
});

test('a server that keeps losing races on a lane moves on, with what it still has to write', async () => {
  const [first, second] = [ledger, (await openHouse(table, { timers: patientTimers })).ledger];
  let lost = 0;
  const lanes = new Set<string>();
  memory.trouble = ({ kind, partition }) => {
    if (kind !== 'transact' || !partition.includes('|d|')) return undefined;
    lanes.add(partition);
    const head = memory.rows(partition).find(({ key }) => key === 'H');
    if ((lost += 1) <= 20) memory.tamper(partition, 'H', head?.columns); // somebody was first
    return undefined;
  };
  const places = await Promise.all(
    upTo(40).map((n) => (n % 2 === 0 ? first : second).decide(deciding(done(n)))),
  );
  expect(new Set(places.map(resultOf)).size).toBe(40);
  expect((await first.reads.lines({ limit: 100 })).items).toHaveLength(40);
  expect(lanes.size).toBeGreaterThan(1);
});

test('whoever moved on is written there, and not here too', async () => {
  const draws = [0, 1, 0]; // lane 0; move on; to the next
  const random = (bytes: number): Uint8Array =>
    bytes === 4 ? Uint8Array.of(0, 0, 0, draws.shift() ?? 0) : randomBytes(bytes);
  const { ledger: one } = await openHouse(memory, { random, timers: patientTimers });
  let sent = 0;
  memory.trouble = ({ kind, partition }) => {
    if (kind !== 'transact' || !partition.endsWith('|d|00') || (sent += 1) > 2) return undefined;
    const head = memory.rows(partition).find(({ key }) => key === 'H');
    memory.tamper(partition, 'H', head?.columns); // somebody was first, twice
    return undefined;
  };
  const places = await Promise.all(upTo(3).map((n) => one.decide(deciding(done(n)))));
  expect(places.map(resultOf)).toEqual(['01/1', '01/2', '01/3']);
  expect((await one.reads.lines({ limit: 100 })).items).toHaveLength(3);
});

test('it does not move on while a try may still land', async () => {
  const draws = [0, 0, 1, 1, 1, 1]; // lane 0; stay; then move on wherever it may
  const random = (bytes: number): Uint8Array =>
    bytes === 4 ? Uint8Array.of(0, 0, 0, draws.shift() ?? 1) : randomBytes(bytes);
  const { ledger: one } = await openHouse(memory, { random, timers: patientTimers });
  let sent = 0;
  memory.trouble = ({ kind, partition }) => {
    if (kind !== 'transact' || !partition.includes('|d|')) return undefined;
    sent += 1;
    const head = memory.rows(partition).find(({ key }) => key === 'H');
    if (sent <= 2) memory.tamper(partition, 'H', head?.columns); // somebody was first, twice
    return sent === 3 ? 'late' : undefined;
  };
  expect(resultOf(await one.decide(deciding(done(1))))).toBe('00/1');
  expect((await one.reads.lines({ limit: 100 })).items).toHaveLength(1);
});
