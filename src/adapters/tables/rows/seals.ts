import { Fault } from '../../../kernel/faults.ts';
import type { AnyEntity } from '../../../kernel/feature.ts';
import type { Log } from '../../../kernel/log.ts';
import type { GovernanceView } from '../commit/view.ts';
import type { Head } from './head.ts';
import type { LogStore } from './logStore.ts';

/** Kind of cached entity → digest over which version of each stands. */
export type Seals = Readonly<Record<string, string>>;

const TRIES = 20;

/** Whether a head seals every kind. One that an older version of ours wrote may not. */
export const isSealed = (
  head: Head,
  kinds: readonly AnyEntity[],
): head is Head & { readonly cached: Seals } =>
  kinds.every(({ kind }) => head.cached?.[kind] !== undefined);

/** Throws `ledger-corrupt` where what stands is not what is sealed. */
export function requireSame(standing: Seals, sealed: Seals): void {
  const kinds = Object.keys(standing).filter((kind) => standing[kind] !== sealed[kind]);
  if (kinds.length > 0) throw putBack(kinds);
}

export const putBack = (kinds: readonly string[]): Fault =>
  new Fault(
    'ledger-corrupt',
    `rows of ${kinds.join(', ')} were deleted or put back to an earlier version: nothing is decided on what is left. See which with: npm run ledger -- verify. Make them again from the log with: npm run ledger -- rebuild --as <user principal name> --reason "…"`,
  );

/** Writes into a head that does not seal every kind what a verified view says of it, once; a commit of any server does the same. */
export async function sealHead(store: LogStore, view: GovernanceView, log: Log): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const at = await store.head();
    await view.catchUp(at);
    const now = view.now();
    const seals = { ...at.head.cached, ...now.digests() };
    if (Object.keys(seals).every((kind) => at.head.cached?.[kind] !== undefined)) return;
    if (now.seq !== at.head.tree.size) continue;
    const { kind } = await store.reseal(at, seals);
    if (kind === 'done') return log.info('ledger-sealed', { ledger: store.log, size: now.seq });
  }
  throw new Fault('storage-contended', 'the head of governance could not be sealed');
}
