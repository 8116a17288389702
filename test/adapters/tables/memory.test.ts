import { describe } from 'vitest';
import { MemoryTable } from '../../support/memoryTable.ts';
import { governanceContract } from './governanceContract.ts';
import { TENANT } from './house.ts';
import { onceContract } from './onceContract.ts';
import { readsContract } from './readsContract.ts';
import { rebuildContract } from './rebuildContract.ts';
import { sealsContract } from './sealsContract.ts';
import { tableContract } from './tableContract.ts';

const fresh = async () => ({ table: new MemoryTable(), tenant: TENANT });

describe('in memory', () => {
  describe('a table', () => {
    tableContract(async () => ({ ...(await fresh()), partition: 'p' }));
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
