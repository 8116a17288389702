import { Fault } from '../../../kernel/faults.ts';
import type { LogStore } from '../rows/logStore.ts';
import { storedAnswer } from '../rows/storedAnswer.ts';
import type { Order } from './order.ts';
import type { OwnRow } from './plan.ts';

/**
 * Keeps an answer for which nothing else is written, under its caller's key. Where another call under the key was faster,
 * answers how the caller is to be told instead: the same body is a repeat, another one is a key used twice.
 */
export async function keepAnswer(
  store: LogStore,
  order: Order,
  row: OwnRow,
): Promise<(() => void) | undefined> {
  const { kind } = await store.table.transact(store.partition, [
    store.sealed('create', row.key, row),
  ]);
  if (kind === 'done') return undefined;
  const stands = await store.text(row.key);
  if (stands === undefined)
    throw new Fault('storage-unavailable', `an answer was not kept: ${kind}`);
  const { bodyHash, answer } = storedAnswer(stands.text);
  return bodyHash === order.idempotency?.bodyHash
    ? () => order.repeated(answer)
    : () => order.keyReused();
}
