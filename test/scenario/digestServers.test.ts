import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HandClock, MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

describe('the weekly digest with four servers on one ledger', () => {
  let worlds: readonly WholeHouse[] = [];
  const clock = new HandClock();
  const [table, checkpoints] = [new MemoryTable(), new MemoryCheckpoints()];
  beforeAll(async () => {
    for (let i = 0; i < 4; i += 1)
      worlds = [...worlds, await openWholeHouse({ table, checkpoints, clock })];
    await worlds[0]?.teams.install(worlds[0].person('board'));
    await worlds[0]?.teams.say(worlds[0].person('board'), 'digest here');
  });
  afterAll(async () => {
    for (const world of worlds) await world.close();
  });

  /** Weeks of the digests that reached Teams, in the order they came. */
  const posted = () =>
    (worlds[0]?.teams.deliveries ?? []).flatMap(({ card }) => {
      const text = JSON.stringify(card ?? '');
      return text.includes('Governance digest') ? (/2026-W\d\d/.exec(text)?.[0] ?? []) : [];
    });
  const everyServer = async () => {
    for (let round = 0; round < 3; round += 1)
      await Promise.all(worlds.map((world) => world.settle()));
  };

  test('is posted once, whoever of them is first', async () => {
    await clock.leap(3 * 24 * HOUR);
    await everyServer();
    expect(posted()).toEqual(['2026-W47']);
  });

  test('is healed where a send was not acknowledged: one orphan at most, one event', async () => {
    // Teams takes the card, and its answer is lost.
    worlds[0]?.teams.fail('unacknowledged', 1);
    await clock.leap(WEEK);
    await Promise.all(worlds.slice(1).map((world) => world.settle()));
    for (let seconds = 0; seconds < 90; seconds += 10) {
      await clock.pass(10_000);
      await everyServer();
    }
    const seen = posted();
    expect(seen.filter((week) => week === '2026-W48').length).toBeGreaterThanOrEqual(1);
    expect(seen.filter((week) => week === '2026-W48').length).toBeLessThanOrEqual(2);
    const events = await worlds[1]?.call('board', 'GET', '/ledger/events?limit=1000');
    const acknowledged = String(events?.body)
      .split('\n')
      .filter((line) => line.includes('"type":"digest-posted"') && line.includes('2026-W48'));
    expect(acknowledged).toHaveLength(1);
  });

  test('goes on, week after week, once each', async () => {
    for (let week = 0; week < 3; week += 1) {
      await clock.leap(WEEK);
      await everyServer();
      await clock.pass(3_000);
    }
    expect(posted().filter((week) => week > '2026-W48')).toEqual([
      '2026-W49',
      '2026-W50',
      '2026-W51',
    ]);
  });
});
