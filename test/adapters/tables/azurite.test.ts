import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { tableOfConnection } from '../../../src/adapters/tables/sdkTable.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { ledgerContract } from './contract.ts';

let azurite: Azurite | undefined;

beforeAll(async () => {
  azurite = await startAzurite();
});

afterAll(async () => {
  await azurite?.stop();
});

ledgerContract('the ledger over Azurite', async () => ({
  table: tableOfConnection(azurite?.connectionString ?? '', 'Ledger'),
  tenant: randomUUID(),
}));
