import { beforeEach, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { plus } from '../../../src/kernel/instant.ts';
import type { DueItem, Job, JobOutcome } from '../../../src/kernel/outbox.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { drive } from './drive.ts';
import { sent, written } from './example.ts';
import { HandClock, openHouse, START, TENANT, writing } from './house.ts';

const ADA = '00000000-0000-4000-8000-000000000001';
const REFERENCE = {
  serviceUrl: 'https://smba.example/',
  conversationId: 'a:1',
  conversationType: 'personal',
  tenantId: TENANT,
  botId: '28:b',
} as const;

let clock: HandClock;
let table: MemoryTable;
let ledger: OpenLedger;

const open = async (): Promise<OpenLedger> =>
  (await drive(clock, openHouse(table, { clock, timers: clock }))).ledger;
const due = (id: string, inMs = 0) => writing([written(id, plus(clock.now(), inMs))]);

beforeEach(async () => {
  clock = new HandClock();
  table = new MemoryTable(clock);
  ledger = await open();
});

interface Ran {
  readonly id: string;
  readonly tries: number;
  readonly at: number;
}

type Ending = JobOutcome | undefined;

/** A job that tells what it ran, and ends as it is told. */
function jobFor(
  server: OpenLedger,
  end: (item: DueItem, tries: number) => Ending | Promise<Ending> = () => undefined,
  claimed = true,
): Job & { readonly ran: Ran[] } {
  const ran: Ran[] = [];
  return {
    ran,
    kind: 'send',
    claimed,
    run: async (item, tries) => {
      ran.push({ id: item.id, tries, at: clock.monotonic() });
      const ended = await end(item, tries);
      if (ended !== undefined) return ended;
      await server.commit(writing([sent(item.id)]));
      return { kind: 'done' };
    },
  };
}

const idsOf = (job: { readonly ran: readonly Ran[] }): readonly string[] =>
  job.ran.map(({ id }) => id);

test('what a commit makes due runs at once; what is due later runs then, and only once', async () => {
  const job = jobFor(ledger);
  ledger.start([job]);
  await drive(clock, ledger.commit(due('now')));
  await clock.pass(50);
  expect(idsOf(job)).toEqual(['now']);
  await drive(clock, ledger.commit(due('later', 60_000)));
  await clock.pass(59_000);
  expect(idsOf(job)).toEqual(['now']);
  await clock.pass(2_500);
  expect(idsOf(job)).toEqual(['now', 'later']);
  await clock.pass(120_000);
  expect(idsOf(job)).toEqual(['now', 'later']);
});

test('the item comes as it was made', async () => {
  let seen: DueItem | undefined;
  const job = jobFor(ledger, (item) => {
    seen = item;
    return undefined;
  });
  ledger.start([job]);
  await drive(clock, ledger.commit(writing([written('n1', START, 'grüße 😀')])));
  await drive(clock, ledger.runDue());
  expect(seen).toEqual({ due: START, job: 'send', id: 'n1', args: { text: 'grüße 😀' } });
});

test('of two servers one claims an item, and the other leaves it alone', async () => {
  const other = await open();
  let release: (outcome: JobOutcome) => void = () => {};
  const [mine, theirs] = [
    jobFor(ledger, () => new Promise<JobOutcome>((resolve) => (release = resolve))),
    jobFor(other),
  ];
  ledger.start([mine]);
  other.start([theirs]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(25_000);
  expect([idsOf(mine), idsOf(theirs)]).toEqual([['n1'], []]);
  release({ kind: 'later', afterMs: 1_000 });
  await clock.pass(3_000);
  expect([...idsOf(mine), ...idsOf(theirs)]).toEqual(['n1', 'n1']);
});

test('a claim whose server has died is taken over when its ETag has stood still for 30 s', async () => {
  const dead = jobFor(ledger, () => new Promise<JobOutcome>(() => {}));
  ledger.start([dead]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(100);
  const other = await open();
  const job = jobFor(other);
  other.start([job]);
  await clock.pass(29_000);
  expect(idsOf(job)).toEqual([]);
  await clock.pass(4_000);
  expect(job.ran).toMatchObject([{ id: 'n1', tries: 2 }]);
});

test('a server that starts again takes its former claim over no sooner than others would', async () => {
  ledger.start([jobFor(ledger, () => new Promise<JobOutcome>(() => {}))]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(100);
  const again = await open();
  const job = jobFor(again);
  again.start([job]);
  await clock.pass(20_000);
  expect(idsOf(job)).toEqual([]);
});

test('a job that throws is tried again, later each time, with five minutes at most between', async () => {
  const job = jobFor(ledger, () => {
    throw new Error('nobody home');
  });
  ledger.start([job]);
  await drive(clock, ledger.commit(due('n1')));
  for (let i = 0; i < 120; i += 1) await clock.pass(10_000);
  const gaps = job.ran.map(({ at }, i) => at - (job.ran[i - 1]?.at ?? at)).slice(1);
  for (const [i, gap] of gaps.entries()) {
    const least = Math.min(300_000, 2_000 * 2 ** i);
    expect(gap).toBeGreaterThanOrEqual(least);
    expect(gap).toBeLessThan(least + 2_500);
  }
  expect(job.ran.map(({ tries }) => tries)).toEqual(job.ran.map((_, i) => i + 1));
  expect(job.ran.length).toBeGreaterThan(8);
});

test('how often it was tried is known to the next server', async () => {
  const job = jobFor(ledger, () => ({ kind: 'later', afterMs: 5_000 }));
  ledger.start([job]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(7_500);
  expect(job.ran.map(({ tries }) => tries)).toEqual([1, 2]);
  await drive(clock, ledger.stop());
  const other = await open();
  const theirs = jobFor(other);
  other.start([theirs]);
  await clock.pass(2_000);
  expect(theirs.ran).toEqual([]); // not before its time, whichever server looks
  await clock.pass(4_000);
  expect(theirs.ran).toMatchObject([{ tries: 3 }]);
});

test('an item for somebody unknown costs one run, and goes when that person is known, wherever they were learned', async () => {
  const other = await open();
  let known = false;
  const wait = (): Ending => (known ? undefined : { kind: 'waiting', person: ADA });
  const [mine, theirs] = [jobFor(ledger, wait), jobFor(other, wait)];
  ledger.start([mine]);
  other.start([theirs]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(120_000);
  expect(idsOf(mine).length + idsOf(theirs).length).toBe(1);
  const third = await open(); // starts while it waits
  const thirds = jobFor(third, wait);
  third.start([thirds]);
  await clock.pass(60_000);
  expect(idsOf(thirds)).toEqual([]);
  known = true;
  await drive(clock, other.learnConversation(ADA, REFERENCE));
  await clock.pass(2_500);
  expect(idsOf(mine).length + idsOf(theirs).length + idsOf(thirds).length).toBe(2);
  await clock.pass(60_000);
  expect(table.rows(`${TENANT}|g`).filter(({ key }) => key.startsWith('O|'))).toEqual([]);
});

test('an unclaimed job is tried by every server; who comes second finds it done', async () => {
  const other = await open();
  const [mine, theirs] = [jobFor(ledger, undefined, false), jobFor(other, undefined, false)];
  ledger.start([mine]);
  other.start([theirs]);
  await drive(clock, ledger.commit(due('n1', 500)));
  await clock.pass(10_000);
  expect(idsOf(mine).length).toBe(1);
  expect(idsOf(theirs).length).toBeLessThanOrEqual(1);
});

test('a lost acknowledgement of a claim delays nobody for long', async () => {
  let lose = true;
  table.trouble = (call) => {
    if (call.kind !== 'merge' || !lose) return undefined;
    lose = false;
    return 'after';
  };
  const job = jobFor(ledger);
  ledger.start([job]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(2_500);
  expect(idsOf(job)).toEqual(['n1']);
});

test('a later time holds here even where writing it down failed', async () => {
  let merges = 0;
  table.trouble = ({ kind }) => (kind === 'merge' && (merges += 1) === 2 ? 'before' : undefined);
  const job = jobFor(ledger, (_, tries) =>
    tries === 1 ? { kind: 'later', afterMs: 20_000 } : undefined,
  );
  ledger.start([job]);
  await drive(clock, ledger.commit(due('n1')));
  await clock.pass(19_000);
  expect(idsOf(job)).toEqual(['n1']);
  await clock.pass(3_000);
  expect(idsOf(job)).toEqual(['n1', 'n1']);
});

test('an item whose row was forged is not run', async () => {
  await drive(clock, ledger.commit(due('n1', 5_000)));
  const row = table.rows(`${TENANT}|g`).find(({ key }) => key.startsWith('O|'));
  const text = (row?.columns['d0'] ?? '').replace('hello', 'attack');
  table.tamper(`${TENANT}|g`, row?.key ?? '', { ...row?.columns, d0: text });
  const job = jobFor(ledger);
  ledger.start([job]);
  await clock.pass(20_000);
  expect(idsOf(job)).toEqual([]);
});

test('looking for what is due reads no more when much was decided', async () => {
  const job = jobFor(ledger);
  ledger.start([job]);
  const polls = async (): Promise<number> => {
    const before = table.rowsRead;
    await clock.pass(10_000);
    return table.rowsRead - before;
  };
  const few = await polls();
  for (let i = 0; i < 30; i += 1)
    await drive(clock, ledger.commit(writing([written(`n${i}`, '2026-11-20T08:00:00.000Z')])));
  await clock.pass(5_000);
  expect(job.ran).toHaveLength(30);
  expect(await polls()).toBe(few);
});

test('many items run side by side, but not too many', async () => {
  let [running, most] = [0, 0];
  const job = jobFor(ledger, async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => clock.after(1_000, resolve));
    running -= 1;
    return undefined;
  });
  ledger.start([job]);
  await drive(
    clock,
    Promise.all(Array.from({ length: 40 }, (_, i) => ledger.commit(due(`n${i}`)))),
  );
  await clock.pass(6_000);
  expect(new Set(idsOf(job)).size).toBe(40);
  expect(job.ran).toHaveLength(40);
  expect(most).toBe(16);
});
