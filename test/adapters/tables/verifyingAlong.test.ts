import { expect, test } from 'vitest';
import { VerifyingAlong } from '../../../src/adapters/tables/verification/verifyingAlong.ts';
import { DAY } from '../../../src/kernel/instant.ts';
import { type Log, silentLog } from '../../../src/kernel/log.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { example, switched } from './example.ts';
import { HandClock, MemoryCheckpoints, openHouse, TENANT, writing } from './house.ts';
import { toVerify } from './verification.ts';

/** A ledger of three events, and somebody who verifies it beside; pauses are counted, not made. */
async function along(most?: number) {
  const [table, checkpoints, clock] = [new MemoryTable(), new MemoryCheckpoints(), new HandClock()];
  const { ledger } = await openHouse(table, { checkpoints, clock });
  for (const on of [true, false, true]) await ledger.commit(writing([switched('hall', on)]));
  const said: string[] = [];
  const log: Log = {
    ...silentLog,
    info: (event, { size } = {}) => void said.push(`${event} ${size}`),
    warn: (event) => void said.push(event),
    error: (event, { item, reason } = {}) => void said.push(`${event} ${item} ${reason}`),
  };
  let pauses = 0;
  const timers = {
    monotonic: () => 0,
    after: (_ms: number, run: () => void) => {
      pauses += 1;
      setImmediate(run);
      return () => {};
    },
  };
  const verifying = new VerifyingAlong({
    ...toVerify(table, checkpoints),
    features: [example],
    clock,
    timers,
    log,
    ...(most !== undefined && { most }),
  });
  return { table, ledger, clock, verifying, said, pauses: () => pauses };
}

test('the whole ledger is verified beside the work, a page at a time, once a day', async () => {
  const { ledger, clock, verifying, said, pauses } = await along();
  expect(verifying.last).toBeUndefined();
  await verifying.round();
  expect(verifying.last).toEqual({ at: clock.now(), events: 3, outcome: 'asWritten' });
  expect(said).toEqual(['ledger-verified 3']);
  expect(pauses()).toBeGreaterThan(3);
  await ledger.commit(writing([switched('attic', true)]));
  await clock.pass(DAY - 1_000);
  await verifying.round();
  expect(said).toHaveLength(1);
  await clock.pass(1_000);
  await verifying.round();
  expect(said).toEqual(['ledger-verified 3', 'ledger-verified 4']);
  await ledger.stop();
});

test('a row that somebody has changed is an error in the log, and told until it is gone', async () => {
  const { table, ledger, clock, verifying, said } = await along();
  const row = table.rows(`${TENANT}|g`).find(({ key }) => key === 'L|hall');
  table.tamper(`${TENANT}|g`, 'L|hall', undefined);
  await verifying.round();
  expect(verifying.last).toMatchObject({ outcome: 'differs', place: 'g/L|hall' });
  await clock.pass(DAY);
  await verifying.round();
  expect(said).toEqual(Array(2).fill('ledger-differs g/L|hall row-missing'));
  table.tamper(`${TENANT}|g`, 'L|hall', row?.columns);
  await clock.pass(DAY);
  await verifying.round();
  expect(verifying.last).toMatchObject({ outcome: 'asWritten' });
  await ledger.stop();
});

test('a ledger that is too large for it is said to be, and a stop ends a round', async () => {
  const large = await along(2);
  await large.verifying.round();
  expect(large.verifying.last).toMatchObject({ events: 3, outcome: 'tooLarge' });
  expect(large.said).toEqual(['ledger-not-verified']);
  await large.ledger.stop();
  const stopped = await along();
  const round = stopped.verifying.round();
  stopped.verifying.stop();
  await round;
  expect(stopped.verifying.last).toBeUndefined();
  expect(stopped.said).toEqual([]);
  await stopped.ledger.stop();
});
