import type { Table } from '../../../src/adapters/tables/table/table.ts';
import {
  type LedgerToVerify,
  verifyLedger,
} from '../../../src/adapters/tables/verification/verifyLedger.ts';
import { example } from './example.ts';
import { type MemoryCheckpoints, sealerOf, signer, TENANT } from './house.ts';

/** The example's ledger in a table, as a verifier comes to it. */
export const toVerify = (
  table: Table,
  checkpoints?: MemoryCheckpoints,
  more: Partial<LedgerToVerify> = {},
): LedgerToVerify => ({
  table,
  tenant: TENANT,
  features: [example],
  sealer: sealerOf('row.mac'),
  keys: [{ key: signer, from: undefined, until: undefined }],
  outside: async () => checkpoints?.newest(),
  wait: () => new Promise((resolve) => setImmediate(resolve)),
  ...more,
});

/** The first thing wrong, as `g/17 chain-broken`; `nothing` where all is well. */
export async function foundIn(options: LedgerToVerify): Promise<string> {
  const verified = await verifyLedger(options);
  return verified.ok ? 'nothing' : `${verified.found.place} ${verified.found.code}`;
}
