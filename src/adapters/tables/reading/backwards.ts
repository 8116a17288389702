import type { Recorded } from '../../../kernel/events.ts';
import type { Backwards, BackwardsOptions } from '../../../kernel/ledger.ts';
import { eventsOf } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';

const BLOCKS = 100;

/** How far back a log has been read: events up to and with `end` are still to come. */
type Ends = ReadonlyMap<string, number>;

/** The newest events of one log up to its end, oldest first, read from `from` on. */
interface Stretch {
  readonly log: string;
  readonly from: number;
  readonly events: readonly Recorded[];
}

/**
 * Events of all logs from the newest back. Each log gives an equal share; what is older than the oldest that was read of some
 * log waits for the next page, as something newer may lie in that log before it.
 */
export async function backwardsIn(
  logs: readonly LogStore[],
  { before, most }: BackwardsOptions,
): Promise<Backwards> {
  const ends = before === undefined ? await newestOf(logs) : endsIn(before);
  const open = logs.filter(({ log }) => (ends.get(log) ?? 0) > 0);
  const share = Math.max(1, Math.floor(most / Math.max(1, open.length)));
  const stretches = await Promise.all(
    open.map((store) => stretchOf(store, ends.get(store.log) ?? 0, share)),
  );
  const items = mergedFrom(stretches, horizonOf(stretches));
  return {
    items,
    next: (taken) => {
      const left = endsAfter(ends, stretches, items.slice(0, taken), taken === items.length);
      return left.size === 0 ? undefined : cursorOf(left);
    },
  };
}

async function newestOf(logs: readonly LogStore[]): Promise<Ends> {
  const heads = await Promise.all(logs.map((store) => store.head()));
  return new Map(logs.map(({ log }, i) => [log, heads[i]?.head.tree.size ?? 0]));
}

async function stretchOf(store: LogStore, end: number, share: number): Promise<Stretch> {
  const from = Math.max(1, end - share + 1);
  const events: Recorded[] = [];
  for (let next = from; next <= end; ) {
    const blocks = await store.blocksFrom(next, Math.min(BLOCKS, end - next + 1));
    const last = blocks.at(-1)?.last;
    if (last === undefined) break;
    events.push(...blocks.flatMap((block) => eventsOf(block, store.log)));
    next = last + 1;
  }
  return { log: store.log, from, events: events.filter(({ seq }) => from <= seq && seq <= end) };
}

/** No log has unread events that are newer than this. */
const horizonOf = (stretches: readonly Stretch[]): string =>
  stretches
    .filter(({ from }) => from > 1)
    .reduce((latest, { events }) => {
      const oldest = events[0]?.at ?? '';
      return oldest > latest ? oldest : latest;
    }, '');

/** Newest first. A log keeps its own order, whatever the clocks of its writers said. */
function mergedFrom(stretches: readonly Stretch[], horizon: string): readonly Recorded[] {
  const queues = stretches.map(({ events }) => {
    const first = events.findIndex(({ at }) => at >= horizon);
    return first < 0 ? [] : events.slice(first);
  });
  const merged: Recorded[] = [];
  for (;;) {
    const newest = queues
      .filter((queue) => queue.length > 0)
      .reduce<Recorded[] | undefined>(
        (best, queue) => (best && lastAt(best) >= lastAt(queue) ? best : queue),
        undefined,
      );
    const event = newest?.pop();
    if (event === undefined) return merged;
    merged.push(event);
  }
}

const lastAt = (queue: readonly Recorded[]): string => queue.at(-1)?.at ?? '';

/** What is left of each log once these events were taken; logs with nothing left are not in it. */
function endsAfter(
  ends: Ends,
  stretches: readonly Stretch[],
  taken: readonly Recorded[],
  all: boolean,
): Ends {
  const lowest = new Map<string, number>();
  for (const { log, seq } of taken) lowest.set(log, Math.min(seq, lowest.get(log) ?? seq));
  const left = stretches.map(({ log, from, events }): [string, number] => {
    const seq = lowest.get(log);
    // Before the first event that was read lie purged lines at most.
    if (events.length === 0 || (all && seq === events[0]?.seq)) return [log, from - 1];
    return [log, seq === undefined ? (ends.get(log) ?? 0) : seq - 1];
  });
  return new Map(left.filter(([, end]) => end > 0));
}

/** `g.120_00.45`: each log that goes on, and how far it has been read. */
const cursorOf = (ends: Ends): string => [...ends].map(([log, end]) => `${log}.${end}`).join('_');

const endsIn = (cursor: string): Ends =>
  new Map(
    cursor.split('_').map((part): [string, number] => {
      const [log = '', end = ''] = part.split('.');
      return [log, /^\d{1,15}$/.test(end) ? Number(end) : 0];
    }),
  );
