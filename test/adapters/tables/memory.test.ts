import { MemoryTable } from '../../support/memoryTable.ts';
import { ledgerContract } from './contract.ts';
import { TENANT } from './house.ts';
import { tableContract } from './tableContract.ts';

tableContract('a table in memory', async () => ({ table: new MemoryTable(), partition: 'p' }));

ledgerContract('the ledger over a table in memory', async () => ({
  table: new MemoryTable(),
  tenant: TENANT,
}));
