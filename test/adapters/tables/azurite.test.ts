import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { tableOfConnection } from '../../../src/adapters/tables/sdkTable.ts';
import type { Table } from '../../../src/adapters/tables/table.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { ledgerContract } from './contract.ts';
import { tableContract } from './tableContract.ts';

let azurite: Azurite | undefined;

beforeAll(async () => {
  azurite = await startAzurite();
});

afterAll(async () => {
  await azurite?.stop();
});

const table = async (): Promise<Table> => {
  const opened = tableOfConnection(azurite?.connectionString ?? '', 'Ledger');
  await opened.create();
  return opened;
};

tableContract('a table of Azurite', async () => ({
  table: await table(),
  partition: randomUUID(),
}));

ledgerContract('the ledger over Azurite', async () => ({
  table: await table(),
  tenant: randomUUID(),
}));
