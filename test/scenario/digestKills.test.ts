import { describe, expect, test } from 'vitest';
import type { Table } from '../../src/adapters/tables/table/table.ts';
import { HandClock, MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const DAY = 86_400_000;

/** One server's way to the table: after `kill` it never answers again, as for a process that is gone. */
function killable(
  table: MemoryTable,
  dieAfter: () => number,
): Table & { calls: number; isDead: boolean } {
  const state = { calls: 0, isDead: false };
  const most = dieAfter();
  const guard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      state.calls += 1;
      if (state.calls > most) state.isDead = true;
      if (state.isDead) return new Promise<R>(() => {});
      return call(...args);
    };
  return Object.assign(state, {
    create: guard(() => table.create()),
    get: guard((...args: Parameters<Table['get']>) => table.get(...args)),
    list: guard((...args: Parameters<Table['list']>) => table.list(...args)),
    transact: guard((...args: Parameters<Table['transact']>) => table.transact(...args)),
    merge: guard((...args: Parameters<Table['merge']>) => table.merge(...args)),
  });
}

/** Small and seeded, so that a run that fails can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const settledOrDead = (work: Promise<unknown>) =>
  Promise.race([
    work,
    new Promise((resolve) => {
      setTimeout(resolve, 150);
    }),
  ]);

describe('four servers that die at random in the middle of posting', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'every week is written as posted once, and reached Teams at least once (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const clock = new HandClock();
      const [table, checkpoints] = [new MemoryTable(), new MemoryCheckpoints()];
      const first = await openWholeHouse({ table, checkpoints, clock });
      await first.teams.install(first.person('board'));
      await first.teams.say(first.person('board'), 'digest here');
      const posted = () =>
        first.teams.deliveries.flatMap(({ card }) => {
          const text = JSON.stringify(card ?? '');
          return text.includes('Governance digest') ? (/20\d\d-W\d\d/.exec(text)?.[0] ?? []) : [];
        });
      const mortals: WholeHouse[] = [];
      for (let week = 0; week < 4; week += 1) {
        // Three servers open well and die somewhere in what follows.
        const opened: WholeHouse[] = [];
        for (let i = 0; i < 3; i += 1) {
          const mortal = killable(table, () => 60 + Math.floor(random() * 60));
          const world = await Promise.race([
            openWholeHouse({ table: mortal, checkpoints, clock }),
            new Promise<undefined>((resolve) => {
              setTimeout(() => resolve(undefined), 1_000);
            }),
          ]);
          if (world) opened.push(world);
        }
        mortals.push(...opened);
        await clock.leap(week === 0 ? 3 * DAY : 7 * DAY);
        await Promise.all(opened.map((world) => settledOrDead(world.settle())));
        // The one that is left takes over what the dead had claimed.
        for (let i = 0; i < 8; i += 1) {
          await clock.pass(10_000);
          await first.settle();
        }
      }
      const weeks = ['2026-W47', '2026-W48', '2026-W49', '2026-W50'];
      expect([...new Set(posted())]).toEqual(weeks);
      const { body } = await first.call('board', 'GET', '/ledger/events?limit=1000');
      const written = String(body)
        .split('\n')
        .filter((line) => line.includes('"type":"digest-posted"'));
      expect(written.map((line) => /20\d\d-W\d\d/.exec(line)?.[0])).toEqual(weeks);
      await first.close();
      for (const world of mortals) await settledOrDead(world.close());
    },
    60_000,
  );
});
