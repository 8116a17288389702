import type { Reads, View } from '../../../kernel/ledger.ts';
import { type Mark, Orders } from '../../../kernel/order.ts';
import { openRequests, requests } from '../domain/entity.ts';
import type { OpenRequests, Pending } from '../domain/openRequests.ts';
import type { Chunks } from './byNumber.ts';
import { statesOf } from './statesOf.ts';

const numberOf = (id: string): number => Number(id.slice(3));

type Order = 'key' | 'number' | 'due';

const orders = new Orders<Pending, Order>({
  key: (id) => id,
  number: numberOf,
  due: (_id, { due }) => due,
});

/** Orders of a list → how the pending ones are walked through. */
const WAYS = {
  key: { order: 'key', down: false },
  newest: { order: 'number', down: true },
  oldest: { order: 'number', down: false },
  due: { order: 'due', down: false },
} as const;

interface Wanted {
  readonly view: View;
  readonly order: keyof typeof WAYS;
  readonly agentId: string | undefined;
  /** Read at a time. */
  readonly size: number;
}

/**
 * What waits for somebody. Which requests these are stands in memory, with the live requests of each agent; how they stand is
 * read from the table, a chunk at a time: neither grows with all there ever were.
 */
export const pendingOnes =
  (reads: Pick<Reads, 'get'>, { view, order, agentId, size }: Wanted): Chunks =>
  async (after) => {
    const all = pendingIn(view, agentId);
    const way = WAYS[order];
    const from = after === undefined ? undefined : await markOf(reads, all, way.order, after);
    const ids: string[] = [];
    for (const [id] of orders.along(all, { ...way, from })) {
      if (ids.length === size) return { items: await statesOf(reads, ids), next: ids.at(-1) ?? id };
      ids.push(id);
    }
    return { items: await statesOf(reads, ids) };
  };

/** Where a cursor's request has been decided since, the page goes on where it would stand. */
async function markOf(
  reads: Pick<Reads, 'get'>,
  all: ReadonlyMap<string, Pending>,
  order: Order,
  id: string,
): Promise<Mark | undefined> {
  if (order === 'key') return { id, key: id };
  if (order === 'number') return { id, key: numberOf(id) };
  const due = all.get(id)?.due ?? (await reads.get(requests, id))?.due;
  return due === undefined ? undefined : { id, key: due };
}

const collected = new WeakMap<ReadonlyMap<string, OpenRequests>, ReadonlyMap<string, Pending>>();

/** The pending requests of one agent, or of all; collected once for each version. */
function pendingIn(view: View, agentId: string | undefined): ReadonlyMap<string, Pending> {
  if (agentId !== undefined) return byId(view.get(openRequests, agentId)?.pending ?? []);
  const open = view.all(openRequests);
  const known = collected.get(open) ?? byId([...open.values()].flatMap(({ pending }) => pending));
  collected.set(open, known);
  return known;
}

const byId = (pending: readonly Pending[]): ReadonlyMap<string, Pending> =>
  new Map(pending.map((one) => [one.id, one]));
