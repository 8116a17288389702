import { afterEach, expect, test } from 'vitest';
import { headColumns, readHead } from '../../../src/adapters/tables/rows/head.ts';
import { GOVERNANCE, HEAD, partitionOf } from '../../../src/adapters/tables/rows/keys.ts';
import { rowsIn } from '../../../src/adapters/tables/table/pages.ts';
import type { Row, Table } from '../../../src/adapters/tables/table/table.ts';
import { ALL_KEYS } from '../../../src/adapters/tables/verification/logAudit.ts';
import { rebuildRows } from '../../../src/adapters/tables/verification/rebuild.ts';
import { example, lamps, sent, switched, written } from './example.ts';
import { sealerOf, writing } from './house.ts';
import { type Fresh, serversOver } from './servers.ts';
import { foundIn, toVerify } from './verification.ts';

const SEALER = sealerOf('row.mac');
const DUE = '2027-01-01T00:00:00.000Z';

/** What any table must make of rows that are written again from the log. */
export function rebuildContract(fresh: Fresh): void {
  const servers = serversOver(fresh);
  afterEach(servers.stop);

  async function filled() {
    const world = await servers.open(1);
    const { first, table, tenant } = world;
    await first.commit(writing([switched('hall', true), switched('attic', true)]));
    await first.commit(writing([written('n1', DUE), written('n2', DUE)], { answer: () => 'ok' }), {
      key: 'k1',
      bodyHash: 'b',
    });
    await first.commit(writing([sent('n2'), switched('hall', false)], { narrows: true }));
    const partition = partitionOf(tenant, GOVERNANCE);
    const rebuild = () => rebuildRows({ table, tenant, sealer: SEALER, features: [example] });
    const verdict = () => foundIn({ ...toVerify(table), tenant });
    return { ...world, partition, rebuild, verdict };
  }

  test('a sound ledger stays as it is, to the row', async () => {
    const { table, partition, rebuild } = await filled();
    const before = await rowsOf(table, partition);
    expect(await rebuild()).toEqual({ written: 0, deleted: 0, lost: [] });
    expect(await rowsOf(table, partition)).toEqual(before);
  });

  test('whatever was deleted, put back, made up or forged is as the log says, and servers start', async () => {
    const { table, partition, rebuild, verdict, start } = await filled();
    const isBeside = ({ key }: Row) => !/^(?:[BCI]\||H$)/.test(key);
    const rows = (await rowsOf(table, partition)).filter(isBeside);
    for (const { key } of rows) await table.transact(partition, [{ kind: 'delete', key }]);
    const [some] = rows;
    await table.transact(partition, [
      { kind: 'put', key: 'L|cellar', columns: some?.columns ?? {} },
    ]);
    await table.transact(partition, [{ kind: 'put', key: 'L|attic', columns: { d0: '{}' } }]);
    expect(await verdict()).not.toBe('nothing');
    await expect(start()).rejects.toMatchObject({ name: 'Fault' });
    expect(await rebuild()).toEqual({ written: rows.length, deleted: 1, lost: [] });
    expect(await verdict()).toBe('nothing');
    const view = await (await start()).view();
    expect(view.get(lamps, 'hall')).toEqual({ on: false, switched: 2 });
  });

  test('rows that an older version did not derive are written, and a running server goes on', async () => {
    const { first, table, tenant, verdict } = await filled();
    const [lamp, note] = example.entities;
    if (lamp === undefined || note === undefined) throw new RangeError('no entities');
    const indexed = {
      ...example,
      entities: [
        lamp,
        {
          ...note,
          rows: (state: unknown, id: string) => [
            ...note.rows(state, id),
            { key: `NI|${id}`, value: {} },
          ],
        },
      ],
    };
    const before = { ...toVerify(table, undefined, { features: [indexed] }), tenant };
    expect(await foundIn(before)).toBe('g/NI|n1 row-missing');
    const rebuilt = await rebuildRows({ table, tenant, sealer: SEALER, features: [indexed] });
    expect(rebuilt).toMatchObject({ written: 2, deleted: 0 });
    expect(await foundIn(before)).toBe('nothing');
    await first.commit(writing([switched('hall', true)]));
    expect(await verdict()).toBe('g/NI|n1 row-unexplained');
  });

  test('what an older version did not seal is sealed', async () => {
    const { table, partition, rebuild } = await filled();
    const headOf = async () => {
      const row = await table.get(partition, HEAD);
      if (row === undefined) throw new RangeError('no head');
      return readHead(SEALER, partition, row);
    };
    const { head, fence } = await headOf();
    const { cached, ...older } = head;
    const columns = headColumns(SEALER, partition, { head: older, fence });
    await table.transact(partition, [{ kind: 'put', key: HEAD, columns }]);
    expect((await headOf()).head.cached).toBeUndefined();
    await rebuild();
    expect((await headOf()).head.cached).toEqual(cached);
  });

  test('a log that was changed is not taken for the truth', async () => {
    const { table, partition, rebuild } = await filled();
    const block = (await rowsOf(table, partition)).find(({ key }) => key.startsWith('B|'));
    await table.transact(partition, [{ kind: 'delete', key: block?.key ?? '' }]);
    await expect(rebuild()).rejects.toMatchObject({ code: 'ledger-corrupt' });
  });
}

/** All rows but fences, which a server takes away behind its answer. */
async function rowsOf(table: Table, partition: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of rowsIn(table, partition, ALL_KEYS))
    if (!row.key.includes('|fence|')) rows.push(row);
  return rows;
}
