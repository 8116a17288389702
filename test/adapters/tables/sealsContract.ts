import { afterEach, describe, expect, test } from 'vitest';
import { headColumns, readHead } from '../../../src/adapters/tables/rows/head.ts';
import { GOVERNANCE, HEAD, partitionOf } from '../../../src/adapters/tables/rows/keys.ts';
import type { Row, Table } from '../../../src/adapters/tables/table/table.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import { lamps, switched } from './example.ts';
import { sealerOf, writing } from './house.ts';
import { type Fresh, serversOver, upTo } from './servers.ts';

const SEALER = sealerOf('row.mac');

/** What any table must make of rows that servers keep in memory: a server starts with all of them, in their last version, or not at all. */
export function sealsContract(fresh: Fresh): void {
  const servers = serversOver(fresh);
  afterEach(servers.stop);

  /** A ledger with two lamps, one of them switched twice, and what a storage admin can do to it. */
  async function lit() {
    const world = await servers.open(1);
    const { first, table, tenant } = world;
    const partition = partitionOf(tenant, GOVERNANCE);
    await first.commit(writing([switched('hall', true), switched('attic', true)]));
    const before = await rowOf(table, partition, 'L|hall');
    await first.commit(writing([switched('hall', false)], { narrows: true }));
    return { ...world, partition, before, again: world.start };
  }

  describe('a server that starts', () => {
    test('has every lamp as it stands', async () => {
      const { again } = await lit();
      const view = await (await again()).view();
      expect(view.get(lamps, 'hall')).toEqual({ on: false, switched: 2 });
      expect(view.get(lamps, 'attic')).toEqual({ on: true, switched: 1 });
    });

    test('does not, where one was deleted', async () => {
      const { table, partition, again } = await lit();
      await table.transact(partition, [{ kind: 'delete', key: 'L|hall' }]);
      expect(await refusal(again())).toMatch(/ledger-corrupt .*lamp.*npm run ledger -- verify/);
    });

    test('does not, where one was put back to an earlier version', async () => {
      const { table, partition, before, again } = await lit();
      await table.transact(partition, [{ kind: 'put', key: 'L|hall', columns: before.columns }]);
      expect(await refusal(again())).toMatch(/ledger-corrupt/);
    });

    test('does, while others go on switching', async () => {
      const { first, again } = await lit();
      let isOver = false;
      const busy = (async () => {
        for (let n = 0; !isOver; n += 1)
          await first.commit(writing([switched(`lamp-${n % 7}`, n % 2 === 0)]));
      })();
      const started = await again();
      isOver = true;
      await busy;
      await started.poll();
      const [here, there] = [await started.view(), await first.view()];
      expect(new Map(here.all(lamps))).toEqual(new Map(there.all(lamps)));
    });
  });

  test('what one server deletes is not sealed by another that has started before', async () => {
    const { first, table, partition, again } = await lit();
    await table.transact(partition, [{ kind: 'delete', key: 'L|hall' }]);
    await first.commit(writing([switched('attic', false)]));
    expect(await refusal(again())).toMatch(/ledger-corrupt/);
    // The next event of the lamp writes its row again, from what the running server knows.
    await first.commit(writing([switched('hall', true)]));
    const third = await again();
    expect((await third.view()).get(lamps, 'hall')).toEqual({ on: true, switched: 3 });
  });

  describe('a head of before there were seals', () => {
    async function unsealed() {
      const world = await lit();
      const { table, partition } = world;
      const strip = async (): Promise<void> => {
        const row = await rowOf(table, partition, HEAD);
        const { head, fence } = readHead(SEALER, partition, row);
        const { cached: _, ...old } = head;
        const columns = headColumns(SEALER, partition, { head: old, fence });
        await table.transact(partition, [{ kind: 'put', key: HEAD, columns }]);
      };
      const seals = async () =>
        readHead(SEALER, partition, await rowOf(table, partition, HEAD)).head.cached;
      const sealed = await seals();
      await strip();
      expect(await seals()).toBeUndefined();
      return { ...world, seals, sealed };
    }

    test('is sealed once, from the log', async () => {
      const { again, seals, sealed } = await unsealed();
      const second = await again();
      expect(await seals()).toEqual(sealed);
      expect((await second.view()).all(lamps).size).toBe(2);
    });

    test('is not sealed over a row that was deleted', async () => {
      const { table, partition, again, seals } = await unsealed();
      await table.transact(partition, [{ kind: 'delete', key: 'L|hall' }]);
      expect(await refusal(again())).toMatch(/ledger-corrupt/);
      expect(await seals()).toBeUndefined();
    });

    test('is sealed by several servers that start at once', async () => {
      const { seals, sealed, start } = await unsealed();
      await Promise.all([start(), start(), start()]);
      expect(await seals()).toEqual(sealed);
    });

    test('is sealed by the next commit of a server that runs, after one of an older version', async () => {
      const { first, seals } = await unsealed();
      await first.commit(writing(upTo(3).map((n) => switched(`lamp-${n}`, true))));
      expect(Object.keys((await seals()) ?? {})).toEqual(['lamp']);
    });
  });
}

async function rowOf(table: Table, partition: string, key: string): Promise<Row> {
  const row = await table.get(partition, key);
  if (row === undefined) throw new Error(`there is no ${key}`);
  return row;
}

/** The code and message of the fault that something ends with. */
async function refusal(deed: Promise<unknown>): Promise<string> {
  try {
    await deed;
    return 'none';
  } catch (error) {
    return error instanceof Fault ? `${error.code} ${error.message}` : String(error);
  }
}
