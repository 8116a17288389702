/** Something of one kind as it is put in order: a text, or a number counted as text would be. */
export type KeyOf<S> = (id: string, state: S) => string | number;

/**
 * The ids of a map in an order, equal ones by id. Worked out once for each map and order: maps of a view never change, and
 * the next version of one is another map.
 */
export class Orders<S, O extends string> {
  readonly #keys: Readonly<Record<O, KeyOf<S>>>;
  readonly #known = new WeakMap<ReadonlyMap<string, S>, Map<O, readonly string[]>>();

  constructor(keys: Readonly<Record<O, KeyOf<S>>>) {
    this.#keys = keys;
  }

  /** The ids of all, ascending. */
  of(all: ReadonlyMap<string, S>, order: O): readonly string[] {
    const orders = this.#known.get(all) ?? new Map<O, readonly string[]>();
    this.#known.set(all, orders);
    const known = orders.get(order) ?? sorted(all, this.#keys[order]);
    orders.set(order, known);
    return known;
  }

  /** Those that come after one of them in an order, or in the reverse of it; all of them where it names none. */
  *after(
    all: ReadonlyMap<string, S>,
    { order, down, after }: { order: O; down: boolean; after: string | undefined },
  ): Generator<readonly [string, S]> {
    const ids = this.of(all, order);
    const step = down ? -1 : 1;
    for (let at = this.#start(all, ids, { order, down, after }); at >= 0 && at < ids.length; ) {
      const id = ids[at] ?? '';
      const state = all.get(id);
      if (state !== undefined) yield [id, state];
      at += step;
    }
  }

  /** Where to begin, found by halving. */
  #start(
    all: ReadonlyMap<string, S>,
    ids: readonly string[],
    { order, down, after }: { order: O; down: boolean; after: string | undefined },
  ): number {
    if (after === undefined) return down ? ids.length - 1 : 0;
    const key = this.#keys[order];
    const last = all.get(after);
    const mark = last === undefined ? undefined : key(after, last);
    const place = (id: string): number => {
      const state = all.get(id);
      if (mark === undefined || state === undefined) return compare(id, after);
      return compare(key(id, state), mark) || compare(id, after);
    };
    let [low, high] = [0, ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const isBefore = down ? place(ids[middle] ?? '') < 0 : place(ids[middle] ?? '') <= 0;
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return down ? low - 1 : low;
  }
}

function sorted<S>(all: ReadonlyMap<string, S>, key: KeyOf<S>): readonly string[] {
  return [...all]
    .map(([id, state]) => ({ id, key: key(id, state) }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.id, b.id))
    .map(({ id }) => id);
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
