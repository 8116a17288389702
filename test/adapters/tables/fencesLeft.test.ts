import { beforeEach, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { drive } from './drive.ts';
import { done, lamps, switched } from './example.ts';
import { by, HandClock, openHouse, resultOf, TENANT, writing } from './house.ts';

let clock: HandClock;
let table: MemoryTable;
let first: OpenLedger;
let second: OpenLedger;

const open = async (): Promise<OpenLedger> =>
  (await drive(clock, openHouse(table, { clock, timers: clock }))).ledger;
const fenceRows = (): number =>
  table.rows(`${TENANT}|g`).filter(({ key }) => key.includes('|fence|')).length;
const fencesOf = (): readonly (string | undefined)[] =>
  ['00', '01', '02', '03'].map(
    (lane) => table.rows(`${TENANT}|d|${lane}`).find(({ key }) => key === 'H')?.columns['fence'],
  );
const off = writing([switched('hall', false)], { narrows: true, answer: () => 'off' });

beforeEach(async () => {
  clock = new HandClock();
  table = new MemoryTable(clock);
  first = await open();
  second = await open();
  await drive(clock, first.commit(writing([switched('hall', true)])));
});

test('every lane is fenced before the commit is acknowledged, and then the row goes', async () => {
  let standing: readonly unknown[] = [];
  await drive(
    clock,
    first.commit(off).then(() => (standing = fencesOf())),
  );
  expect(standing).toEqual(['2', '2', '2', '2']);
  await clock.pass(100);
  expect(fenceRows()).toBe(0);
});

test('a fence that its server could not raise is raised by whoever looks next, and is not acknowledged before', async () => {
  table.trouble = (call) => (call.kind === 'merge' ? 'before' : undefined);
  const answer = first.commit(off).catch((error: { code: unknown }) => error.code);
  expect(await drive(clock, answer)).toBe('storage-unavailable');
  expect((await drive(clock, second.reads.get(lamps, 'hall')))?.on).toBe(false);
  expect({ rows: fenceRows(), fences: fencesOf() }).toEqual({ rows: 1, fences: ['', '', '', ''] });
  table.trouble = undefined;
  second.start([]);
  await clock.pass(1_500);
  expect({ rows: fenceRows(), fences: fencesOf() }).toEqual({
    rows: 0,
    fences: ['2', '2', '2', '2'],
  });
});

test('a repeat of a commit whose fence was left is answered only once the fence stands', async () => {
  const key = { key: 'pause', bodyHash: 'b' };
  table.trouble = (call) => (call.kind === 'merge' ? 'before' : undefined);
  await drive(
    clock,
    first.commit(off, key).catch(() => {}),
  );
  const again = second.commit(off, key).catch((error: { code: unknown }) => error.code);
  expect(await drive(clock, again)).toBe('storage-unavailable');
  table.trouble = undefined;
  let standing: readonly unknown[] = [];
  const answer = second.commit(off, key);
  void answer.then(() => (standing = fencesOf()));
  expect(await drive(clock, answer)).toEqual({ kind: 'repeated', answer: 'off' });
  expect(standing).toEqual(['2', '2', '2', '2']);
});

test('who finds that somebody has narrowed already is told so once the fence stands', async () => {
  const held = Promise.withResolvers<void>();
  table.gate = (call) => (call.kind === 'merge' ? held.promise : undefined);
  const pausing = first.commit(off);
  await clock.pass(10); // committed, not fenced
  let told = false;
  const nothingToDo = { by, events: [], narrows: true, result: () => 'off already' };
  const again = first.commit(async () => nothingToDo);
  void again.then(() => (told = true));
  await clock.pass(50);
  expect(told).toBe(false);
  held.resolve();
  expect(resultOf(await drive(clock, again))).toBe('off already');
  expect(fencesOf()).toEqual(['2', '2', '2', '2']);
  await drive(clock, pausing);
});

test('a decision that was judged before a pause and sent after it is judged again', async () => {
  const judge = (ledger: OpenLedger, n: number) =>
    ledger.decide((view) => {
      const allow = view.get(lamps, 'hall')?.on === true;
      return { by, event: done(n, allow ? 'allow' : 'deny'), result: () => allow };
    });
  await second.poll();
  expect(resultOf(await drive(clock, judge(second, 0)))).toBe(true); // its lane's head is cached now
  const held = Promise.withResolvers<void>();
  table.gate = (call) =>
    call.kind === 'transact' && call.partition.includes('|d|') ? held.promise : undefined;
  const late = judge(second, 1);
  await clock.pass(10); // judged, and on its way
  await drive(clock, first.commit(off));
  held.resolve();
  expect(resultOf(await drive(clock, late))).toBe(false);
});
