import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import { MemoryTable, type Trouble } from '../../support/memoryTable.ts';
import { drive } from './drive.ts';
import { done, judged, lamps, notes, sent, switched, written } from './example.ts';
import {
  by,
  deciding,
  HandClock,
  MemoryCheckpoints,
  openHouse,
  resultOf,
  START,
  writing,
} from './house.ts';

let clock: HandClock;
let table: MemoryTable;
let ledger: OpenLedger;
const checkpoints = new MemoryCheckpoints();

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const open = async (): Promise<OpenLedger> =>
  (await drive(clock, openHouse(table, { clock, timers: clock, checkpoints }))).ledger;

beforeEach(async () => {
  checkpoints.notes = [];
  clock = new HandClock();
  table = new MemoryTable(clock);
  ledger = await open();
});

/** How a call ended, and after how long. */
async function timed(
  call: Promise<unknown>,
): Promise<{ readonly code: unknown; readonly ms: number }> {
  const start = clock.monotonic();
  const end = call.then(
    () => ({ code: 'done', ms: clock.monotonic() - start }),
    (error: { readonly code?: unknown }) => ({ code: error.code, ms: clock.monotonic() - start }),
  );
  return drive(clock, end, 50);
}

describe.each<Trouble>(['before', 'hang', 'throttle'])(
  'while every storage call ends in %s',
  (trouble) => {
    test('each caller is told within two seconds, also those who come later', async () => {
      table.trouble = () => trouble;
      const early = [
        timed(ledger.commit(writing([done(1)]))),
        timed(ledger.decide(deciding(done(2)))),
        timed(ledger.commit(writing([done(3)], { answer: () => 1 }), { key: 'k', bodyHash: 'b' })),
        timed(ledger.reportOnce({ log: '00', seq: 1 }, by, judged(true))),
      ];
      await clock.pass(900);
      const late = timed(ledger.commit(writing([done(4)])));
      for (const { code, ms } of await Promise.all([...early, late])) {
        expect(code).toBe('storage-unavailable');
        expect(ms).toBeLessThanOrEqual(2_000);
      }
    });

    test('it heals by itself', async () => {
      table.trouble = () => trouble;
      await timed(ledger.commit(writing([done(1)])));
      await timed(ledger.decide(deciding(done(2))));
      table.trouble = undefined;
      expect((await timed(ledger.commit(writing([done(3)])))).code).toBe('done');
      expect((await timed(ledger.decide(deciding(done(4))))).code).toBe('done');
    });
  },
);

test('a head that is lost again and again is told as contended', async () => {
  table.trouble = (call) => (call.kind === 'transact' ? 'stale' : undefined);
  const { code, ms } = await timed(ledger.commit(writing([done(1)])));
  expect({ code, ms: ms <= 2_000 }).toEqual({ code: 'storage-contended', ms: true });
});

test('a commit whose answer never comes is found, and not done again', async () => {
  let first = true;
  table.trouble = (call) => {
    if (call.kind !== 'transact' || !first) return undefined;
    first = false;
    return 'hang';
  };
  const [committed] = await drive(
    clock,
    Promise.all([ledger.commit(writing([done(1)])), timed(ledger.commit(writing([done(2)])))]),
  );
  expect(resultOf(committed)).toEqual([1]);
  expect((await drive(clock, ledger.reads.lines({ limit: 9 }))).items).toHaveLength(2);
});

test('work that comes at any moment of a commit is done: no wake-up is lost', async () => {
  const places: number[] = [];
  let more = 60;
  const next = async (): Promise<void> => {
    if ((more -= 1) < 0) return;
    places.push(...resultOf(await ledger.commit(writing([done(more)]))));
    await next(); // in the very turn in which the queue runs dry
  };
  const alsoDuring = upTo(20).map(async (turns) => {
    for (let i = 0; i < turns; i += 1) await new Promise<void>((go) => setImmediate(go));
    places.push(...resultOf(await ledger.commit(writing([done(turns)]))));
  });
  await drive(clock, Promise.all([next(), next(), ...alsoDuring]));
  expect(places.toSorted((a, b) => a - b)).toEqual(upTo(80).map((n) => n + 1));
});

test('a commit that storage turns down for one caller’s row fails for that caller alone', async () => {
  const blocked = { key: 'free', bodyHash: 'b' };
  table.trouble = (call) => {
    // The row appears between look-up and commit, as no honest server would make it.
    if (call.kind === 'transact' && call.keys.includes('I|free'))
      table.tamper(call.partition, 'I|free', { d0: 'x' });
    return undefined;
  };
  const answers = await drive(
    clock,
    Promise.allSettled([
      ledger.commit(writing([done(1)])),
      ledger.commit(writing([done(2)], { answer: () => 1 }), blocked),
      ledger.commit(writing([done(3)])),
    ]),
  );
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(answers[1]).toMatchObject({ reason: { code: 'row-forged' } });
});

test.each<Trouble>(['before'])(
  'one caller’s text that storage fails on (%s) does not hold up the others',
  async (trouble) => {
    table.trouble = ({ kind, keys }) =>
      kind === 'transact' && keys.includes('L|cursed') ? trouble : undefined;
    const all = ['a', 'b', 'cursed', 'c', 'd'].map((lamp) =>
      ledger.commit(writing([switched(lamp, true)])),
    );
    const ended = await drive(clock, Promise.allSettled(all));
    expect(ended.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect((await timed(ledger.commit(writing([done(1)])))).code).toBe('done');
  },
);

test('a ledger whose making broke off is made to the end by whoever comes next', async () => {
  table = new MemoryTable(clock);
  table.trouble = ({ kind, partition }) =>
    kind === 'transact' && partition.endsWith('|d|02') ? 'before' : undefined;
  expect((await timed(open())).code).toBe('storage-unavailable');
  table.trouble = undefined;
  ledger = await open();
  expect((await timed(ledger.commit(writing([done(1)], { narrows: true })))).code).toBe('done');
});

test('a view older than a second is refreshed, and not shown where it cannot be', async () => {
  const other = await open();
  await drive(clock, other.commit(writing([switched('hall', true)])));
  await clock.pass(1_001);
  expect((await drive(clock, ledger.view())).get(lamps, 'hall')?.on).toBe(true);
  table.trouble = () => 'before';
  await clock.pass(900);
  expect((await ledger.view()).seq).toBe(1);
  await clock.pass(101);
  expect((await timed(ledger.view())).code).toBe('storage-unavailable');
  table.trouble = undefined;
  expect((await ledger.view()).seq).toBe(1);
});

test('a view that comes too slowly is not shown', async () => {
  await clock.pass(1_001);
  table.gate = () => new Promise<void>((resolve) => clock.after(1_200, resolve));
  expect(await timed(ledger.view())).toEqual({ code: 'storage-unavailable', ms: 1_200 });
});

test('once started it follows the others without being asked, and goes on after an outage', async () => {
  const seen: number[] = [];
  ledger.follow((events) => seen.push(...events.map(({ seq }) => seq)));
  ledger.start([]);
  const other = await open();
  await drive(clock, other.commit(writing([done(1)])));
  await clock.pass(1_000);
  expect(seen).toEqual([1]);
  table.trouble = () => 'before';
  await clock.pass(5_000);
  table.trouble = undefined;
  await drive(clock, other.commit(writing([done(2)])));
  await clock.pass(1_000);
  expect(seen).toEqual([1, 2]);
});

describe('stopping', () => {
  test('finishes what it has, signs a last checkpoint, and takes no more', async () => {
    const committed = ledger.commit(writing([done(1)]));
    const stopped = ledger.stop();
    await expect(ledger.commit(writing([done(2)]))).rejects.toMatchObject({ code: 'stopping' });
    await expect(ledger.decide(deciding(done(2)))).rejects.toMatchObject({ code: 'stopping' });
    await drive(clock, stopped);
    expect(resultOf(await committed)).toEqual([1]);
    expect(checkpoints.notes.at(-1)).toMatch(/^g 1 /m);
  });

  test('takes two seconds at most, storage or not', async () => {
    table.trouble = () => 'hang';
    ledger.commit(writing([done(1)])).catch(() => {});
    const { ms } = await timed(ledger.stop());
    expect(ms).toBeLessThanOrEqual(2_000);
  });

  test('lets an item that is being sent say so, and starts no other', async () => {
    const ran: string[] = [];
    let send: () => void = () => {};
    ledger.start([
      {
        kind: 'send',
        claimed: true,
        run: async ({ id }) => {
          ran.push(id);
          await new Promise<void>((resolve) => (send = resolve));
          await ledger.commit(writing([sent(id)]));
          return { kind: 'done' };
        },
      },
    ]);
    await drive(clock, ledger.commit(writing([written('n1', START)])));
    await clock.pass(50);
    const stopped = ledger.stop();
    await clock.pass(10);
    await drive(clock, ledger.commit(writing([written('n2', START)])));
    await clock.pass(800);
    send();
    await drive(clock, stopped);
    expect(ran).toEqual(['n1']);
    expect(await drive(clock, (await open()).reads.get(notes, 'n1'))).toMatchObject({ sent: true });
  });
});
