import { Fault } from '../../../kernel/faults.ts';
import { newHead, readHead } from '../rows/head.ts';
import { HEAD } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Sealer } from '../rows/sealed.ts';
import type { Seals } from '../rows/seals.ts';

/** How many lanes the ledger in the table has; undefined where there is none. Throws `row-forged`. */
export async function lanesThere(
  governance: LogStore,
  sealer: Sealer,
): Promise<number | undefined> {
  const row = await governance.table.get(governance.partition, HEAD);
  return row === undefined ? undefined : readHead(sealer, governance.partition, row).head.lanes;
}

/** Makes the heads of all logs, governance's last: where it stands, all others do. Several servers may do so at once. `seals`: those of nothing. */
export async function found(
  { governance, lanes }: { readonly governance: LogStore; readonly lanes: readonly LogStore[] },
  seals: Seals,
): Promise<void> {
  for (const store of [...lanes, governance]) {
    const first = store === governance ? { ...newHead(lanes.length), cached: seals } : newHead(0);
    const head = store.createHead(first);
    const outcome = await store.table.transact(store.partition, [head]);
    if (outcome.kind === 'done' || outcome.kind === 'exists') continue;
    if (outcome.kind === 'unknown' && (await isThere(store))) continue;
    throw new Fault('storage-unavailable', `the head of ${store.log} was not made`, outcome);
  }
}

async function isThere({ table, partition }: LogStore): Promise<boolean> {
  return (await table.get(partition, HEAD)) !== undefined;
}
