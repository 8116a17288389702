import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { tableOfConnection } from '../../../src/adapters/tables/table/sdkTable.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { governanceContract } from './governanceContract.ts';
import { onceContract } from './onceContract.ts';
import { readsContract } from './readsContract.ts';
import { rebuildContract } from './rebuildContract.ts';
import { sealsContract } from './sealsContract.ts';
import { tableContract } from './tableContract.ts';

/** A busy machine may take long over a call; that is not what is tested here. */
const PATIENCE_MS = 15_000;

let azurite: Azurite | undefined;

beforeAll(async () => {
  azurite = await startAzurite();
});

afterAll(async () => {
  await azurite?.stop();
});

/** One table for all; everything in it begins with a tenant's id. */
async function fresh() {
  const table = tableOfConnection(azurite?.connectionString ?? '', 'Ledger', PATIENCE_MS);
  await table.create();
  return { table, tenant: randomUUID() };
}

describe('over Azurite', () => {
  describe('a table', () => {
    tableContract(async () => {
      const { table, tenant } = await fresh();
      return { table, partition: tenant };
    });
  });
  describe('governance', () => {
    governanceContract(fresh);
  });
  describe('what is once', () => {
    onceContract(fresh);
  });
  describe('what is kept in memory', () => {
    sealsContract(fresh);
  });
  describe('what is written again', () => {
    rebuildContract(fresh);
  });
  describe('reads', () => {
    readsContract(fresh);
  });
});
