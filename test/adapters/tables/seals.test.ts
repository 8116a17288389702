import { afterEach, describe, expect, test } from 'vitest';
import type { OpenLedger } from '../../../src/adapters/tables/openLedger.ts';
import type { Table } from '../../../src/adapters/tables/table/table.ts';
import { type Log, silentLog } from '../../../src/kernel/log.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { drive } from './drive.ts';
import { lamps, switched } from './example.ts';
import { HandClock, MemoryCheckpoints, openHouse, TENANT, writing } from './house.ts';

const open: OpenLedger[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((ledger) => ledger.stop()));
});

/** A server over a table that does something once, right after its lamps were listed. */
async function serverOver(
  table: MemoryTable,
  listed?: () => Promise<unknown>,
): Promise<OpenLedger> {
  let left = listed;
  const watched: Table = {
    create: () => table.create(),
    get: (partition, key) => table.get(partition, key),
    transact: (partition, ops) => table.transact(partition, ops),
    merge: (...args) => table.merge(...args),
    list: async (partition, range, limit) => {
      const rows = await table.list(partition, range, limit);
      const deed = range.from === 'L|' ? left : undefined;
      if (deed !== undefined) left = undefined;
      await deed?.();
      return rows;
    },
  };
  const { ledger } = await openHouse(watched, { checkpoints });
  open.push(ledger);
  return ledger;
}

const checkpoints = new MemoryCheckpoints();

test('an earlier version is not taken for the base of an event that comes while a server starts', async () => {
  const table = new MemoryTable();
  const first = await serverOver(table);
  await first.commit(writing([switched('hall', true), switched('attic', true)]));
  const partition = `${TENANT}|g`;
  const before = table.rows(partition).find(({ key }) => key === 'L|hall');
  await first.commit(writing([switched('hall', false)]));
  table.tamper(partition, 'L|hall', before?.columns);
  table.tamper(partition, 'L|attic', undefined);
  const second = await serverOver(table, () =>
    first.commit(writing([switched('hall', true), switched('attic', false)])),
  );
  const view = await second.view();
  expect(view.get(lamps, 'hall')).toEqual({ on: true, switched: 3 });
  expect(view.get(lamps, 'attic')).toEqual({ on: false, switched: 2 });
});

describe('a server that runs', () => {
  const partition = `${TENANT}|g`;
  const MINUTES = 5 * 60_000 + 1_000;

  async function running() {
    const clock = new HandClock();
    const table = new MemoryTable(clock);
    const alarms: string[] = [];
    const error: Log['error'] = (event, fields) =>
      void alarms.push(`${event} ${String(fields?.item ?? fields?.error)}`);
    const log = { ...silentLog, error };
    const { ledger } = await drive(
      clock,
      openHouse(table, { clock, timers: clock, log, checkpoints: new MemoryCheckpoints() }),
    );
    ledger.start([]);
    await drive(clock, ledger.commit(writing([switched('hall', true), switched('attic', true)])));
    const pass = async (): Promise<readonly string[]> => {
      await clock.pass(MINUTES);
      return alarms.splice(0);
    };
    return { clock, table, ledger, pass, stop: () => drive(clock, ledger.stop()) };
  }

  test('calls nobody where all is well', async () => {
    const { clock, ledger, pass, stop } = await running();
    expect(await pass()).toEqual([]);
    await drive(clock, ledger.commit(writing([switched('hall', false)])));
    expect(await pass()).toEqual([]);
    await stop();
  });

  test('calls somebody where a row that it keeps in memory was deleted or changed, until it is right again', async () => {
    const { table, pass, stop } = await running();
    const row = table.rows(partition).find(({ key }) => key === 'L|hall');
    table.tamper(partition, 'L|hall', undefined);
    expect(await pass()).toEqual(['rows-put-back lamp']);
    table.tamper(partition, 'L|hall', { ...row?.columns, seq: '7' });
    expect(await pass()).toMatchObject([expect.stringMatching(/^rows-put-back Fault: the mac of/)]);
    table.tamper(partition, 'L|hall', row?.columns);
    expect(await pass()).toEqual([]);
    await stop();
  });
});
