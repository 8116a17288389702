import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../../src/adapters/local/exampleOrganisation.ts';
import { GOVERNANCE, partitionOf } from '../../../src/adapters/tables/rows/keys.ts';
import { rowsIn } from '../../../src/adapters/tables/table/pages.ts';
import { tableOfConnection } from '../../../src/adapters/tables/table/sdkTable.ts';
import type { Row, Table } from '../../../src/adapters/tables/table/table.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { openStory, type Story } from '../story.ts';

const PARTITION = partitionOf(EXAMPLE_TENANT, GOVERNANCE);
/** Rows that follow from requests; each has a mac of ours, the old ones too. */
const OF_REQUESTS = /^(?:R|L|Q|O|P|M)\|/;

async function rowsOf(table: Table): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of rowsIn(table, PARTITION, { from: ' ', to: '~' })) rows.push(row);
  return rows;
}

/** What somebody with the key of the storage account does: some rows are made what they were, others are gone. */
async function putBack(table: Table, before: readonly Row[], which: RegExp): Promise<void> {
  const isOld = (key: string) => before.some((row) => row.key === key);
  for (const { key } of await rowsOf(table))
    if (which.test(key) && !isOld(key)) await table.transact(PARTITION, [{ kind: 'delete', key }]);
  for (const { key, columns } of before)
    if (which.test(key)) await table.transact(PARTITION, [{ kind: 'put', key, columns }]);
}

interface Spent {
  readonly house: Story;
  readonly table: Table;
  readonly id: string;
  readonly receipt: string;
  /** As the table was when the request was approved and not redeemed. */
  readonly approved: readonly Row[];
}

async function spent(table: Table): Promise<Spent> {
  const house = await openStory({ table });
  const id = await house.asked();
  await house.click('owner', id, 'approve');
  const receipt = await house.receipt(id);
  const approved = await rowsOf(table);
  expect((await house.redeem(receipt)).status).toBe(200);
  await house.settle();
  return { house, table, id, receipt, approved };
}

/** How often the log, which cannot be put back unseen, says that it was redeemed. */
const timesRedeemed = async ({ house, id }: Spent): Promise<number> =>
  (await house.lines()).filter(
    ({ type, data }) => type === 'request-redeemed' && data['request'] === id,
  ).length;

function putBackContract(fresh: () => Promise<Table>): void {
  test('an approval is not spent again after its old rows were put back', async () => {
    const world = await spent(await fresh());
    const { house, table, receipt, approved } = world;
    await putBack(table, approved, OF_REQUESTS);
    expect(await house.redeem(receipt)).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(await timesRedeemed(world)).toBe(1);
    expect(house.alarms).toMatchObject([{ event: 'call-failed' }]);
    await house.close();
  });

  test('nor where what lists its events was put back too: not by this server, nor by one that starts then', async () => {
    const world = await spent(await fresh());
    const { house, table, id, receipt, approved } = world;
    await putBack(table, approved, /^(?:R|L|Q|O|P|M|X|W)\|/);
    for (const as of ['gateway', 'agent:crm-assistant'])
      expect((await house.redeem(receipt, undefined, as)).status).toBe(500);
    expect((await house.call('gateway', 'GET', `/requests/${id}`)).body.receipt).toBeUndefined();
    expect(await timesRedeemed(world)).toBe(1);
    await expect(openStory({ table })).rejects.toThrow(/openRequests.*ledger -- verify/);
    await house.close();
  });

  test('a rejected request that was put back to waiting is not approved', async () => {
    const table = await fresh();
    const house = await openStory({ table });
    const id = await house.asked();
    const waiting = await rowsOf(table);
    await house.click('owner', id, 'reject', { inputs: { reason: 'No' } });
    expect((await house.request(id))['status']).toBe('rejected');
    await putBack(table, waiting, /^(?:R|L|Q|O|P|M|X|W)\|/);
    const { body } = await house.call('owner', 'GET', `/requests/${id}`);
    const answered = await house.call('owner', 'POST', `/requests/${id}/answer`, {
      answer: 'approve',
      digest: body.digest,
    });
    expect(answered.status).toBe(500);
    const types = (await house.lines())
      .filter(({ data }) => data['request'] === id)
      .map(({ type }) => type);
    expect(types).not.toContain('request-approved');
    await house.close();
  });
}

describe('in memory', () => {
  putBackContract(async () => new MemoryTable());
});

describe('over Azurite', () => {
  let azurite: Azurite | undefined;
  let tables = 0;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(async () => {
    await azurite?.stop();
  });
  putBackContract(async () => {
    const table = tableOfConnection(
      azurite?.connectionString ?? '',
      `PutBack${(tables += 1)}`,
      15_000,
    );
    await table.create();
    return table;
  });
});
