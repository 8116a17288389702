import type { Recorded } from '../../../kernel/events.ts';
import type { Recent } from '../../../kernel/ledger.ts';
import { countersKey, withPrefix } from '../rows/keys.ts';
import { eventsOf } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';

/** The part of one log that is read: after `after`, up to and with `size`. */
interface Stretch {
  readonly store: LogStore;
  readonly after: number;
  readonly size: number;
}

const BLOCKS = 20;
/** More weeks than a ledger will have in its life. */
const WEEKS = 1_000;

/**
 * The newest events of all logs since a week began, log after log, each oldest first. Where there are more than `most`, each
 * log gives of its newest in proportion to how many it has.
 */
export async function recentIn(
  logs: readonly LogStore[],
  { from, most }: { readonly from: string; readonly most: number },
): Promise<Recent> {
  const all = await Promise.all(logs.map((store) => stretchOf(store, from)));
  const total = all.reduce((sum, { after, size }) => sum + size - after, 0);
  const share = total <= most ? 1 : most / total;
  const parts = all.map(({ store, after, size }) => ({
    store,
    after: size - Math.floor((size - after) * share),
    size,
  }));
  return { total, batches: batchesOf(parts) };
}

/** A week's counters stand under how large the log was when it closed: whatever came later is of a later week. */
async function stretchOf(store: LogStore, from: string): Promise<Stretch> {
  const [{ head }, before] = await Promise.all([
    store.head(),
    store.texts({ from: withPrefix('K|').from, to: countersKey(from) }, WEEKS),
  ]);
  const { size } = head.tree;
  return { store, size, after: head.week < from ? size : (before.at(-1)?.seq ?? 0) };
}

async function* batchesOf(parts: readonly Stretch[]): AsyncGenerator<readonly Recorded[]> {
  for (const { store, after, size } of parts)
    for (let next = after + 1; next <= size; ) {
      const blocks = await store.blocksFrom(next, BLOCKS);
      const last = blocks.at(-1)?.last;
      if (last === undefined) break;
      const first = next;
      yield blocks
        .flatMap((block) => eventsOf(block, store.log))
        .filter(({ seq }) => seq >= first && seq <= size);
      next = last + 1;
    }
}
