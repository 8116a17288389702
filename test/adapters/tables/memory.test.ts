import { MemoryTable } from '../../support/memoryTable.ts';
import { ledgerContract } from './contract.ts';
import { TENANT } from './house.ts';

ledgerContract('the ledger over a table in memory', async () => ({
  table: new MemoryTable(),
  tenant: TENANT,
}));
