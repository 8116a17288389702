/** What something is put in order by. */
export type OrderKey = string | number;

/** A place in an order: right behind the thing of this id and key, whether or not it is still there. */
export interface Mark {
  readonly id: string;
  readonly key: OrderKey;
}

/** Which way through an order, and from where on. */
export interface Way<O extends string> {
  readonly order: O;
  readonly down: boolean;
  readonly from: Mark | undefined;
}

/**
 * The things of a map in several orders, equal ones by id. Each order is worked out once for a map: the maps of a view never
 * change, and its next version has other maps.
 */
export class Orders<S, O extends string> {
  readonly #keys: Readonly<Record<O, (id: string, state: S) => OrderKey>>;
  readonly #known = new WeakMap<ReadonlyMap<string, S>, Map<O, readonly Mark[]>>();

  constructor(keys: Readonly<Record<O, (id: string, state: S) => OrderKey>>) {
    this.#keys = keys;
  }

  /** Where a thing stands; undefined where the map has none of that id. */
  markOf(all: ReadonlyMap<string, S>, order: O, id: string): Mark | undefined {
    const state = all.get(id);
    return state === undefined ? undefined : { id, key: this.#keys[order](id, state) };
  }

  /** Things one after the other, from the beginning or from a mark on. */
  *along(
    all: ReadonlyMap<string, S>,
    { order, down, from }: Way<O>,
  ): Generator<readonly [string, S]> {
    const marks = this.#of(all, order);
    const step = down ? -1 : 1;
    let at = down ? marks.length - 1 : 0;
    if (from !== undefined) at = down ? before(marks, from) - 1 : notAfter(marks, from);
    for (; at >= 0 && at < marks.length; at += step) {
      const id = marks[at]?.id ?? '';
      const state = all.get(id);
      if (state !== undefined) yield [id, state];
    }
  }

  #of(all: ReadonlyMap<string, S>, order: O): readonly Mark[] {
    const orders = this.#known.get(all) ?? new Map<O, readonly Mark[]>();
    this.#known.set(all, orders);
    const known = orders.get(order) ?? marksOf(all, this.#keys[order]);
    orders.set(order, known);
    return known;
  }
}

const marksOf = <S>(
  all: ReadonlyMap<string, S>,
  key: (id: string, state: S) => OrderKey,
): readonly Mark[] => [...all].map(([id, state]) => ({ id, key: key(id, state) })).sort(inOrder);

const compare = (a: OrderKey, b: OrderKey): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: Mark, b: Mark): number => compare(a.key, b.key) || compare(a.id, b.id);

/** How many marks stand before one. */
const before = (marks: readonly Mark[], mark: Mark): number =>
  halved(marks, (one) => inOrder(one, mark) < 0);
/** How many do not stand after it. */
const notAfter = (marks: readonly Mark[], mark: Mark): number =>
  halved(marks, (one) => inOrder(one, mark) <= 0);

/** How many of the first marks are so, where all that are so come first. */
function halved(marks: readonly Mark[], isSo: (one: Mark) => boolean): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = marks[middle];
    if (one !== undefined && isSo(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}
