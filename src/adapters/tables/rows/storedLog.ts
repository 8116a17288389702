import type { StoredBlock } from '../../../ledger/block.ts';
import { rowsIn } from '../table/pages.ts';
import type { Table } from '../table/table.ts';
import { blockOf } from './blockRow.ts';
import { blockKey, partitionOf } from './keys.ts';

/** The blocks of a log up to one that ends at `size`, as they lie in the table: nothing verified. */
export async function* blocksUpTo(
  { table, tenant }: { readonly table: Table; readonly tenant: string },
  log: string,
  size: number,
): AsyncGenerator<StoredBlock> {
  const range = { from: blockKey(1), to: `${blockKey(size)} ` };
  for await (const row of rowsIn(table, partitionOf(tenant, log), range)) yield blockOf(row);
}
