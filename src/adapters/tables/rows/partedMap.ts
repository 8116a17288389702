const PARTS = 256;

/**
 * A map that never changes, in parts: the next version of it copies the few parts that something changed in, and shares the
 * others. With a hundred thousand things a whole copy for each commit is what a server would do most of its time.
 */
export class PartedMap<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  readonly #parts: readonly (ReadonlyMap<string, V> | undefined)[];

  private constructor(parts: readonly (ReadonlyMap<string, V> | undefined)[]) {
    this.#parts = parts;
    this.size = parts.reduce((sum, part) => sum + (part?.size ?? 0), 0);
  }

  static of<V>(entries: Iterable<readonly [string, V]>): PartedMap<V> {
    return new PartedMap<V>([]).with(entries);
  }

  /** With these entries. */
  with(entries: Iterable<readonly [string, V]>): PartedMap<V> {
    const fresh = new Map<number, Map<string, V>>();
    for (const [key, value] of entries) {
      const at = partOf(key);
      const part = fresh.get(at) ?? new Map(this.#parts[at]);
      fresh.set(at, part.set(key, value));
    }
    return new PartedMap(
      Array.from({ length: PARTS }, (_, at) => fresh.get(at) ?? this.#parts[at]),
    );
  }

  get(key: string): V | undefined {
    return this.#parts[partOf(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.#parts[partOf(key)]?.has(key) ?? false;
  }

  forEach(each: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) each(value, key, this);
  }

  *entries(): Generator<[string, V], undefined> {
    for (const part of this.#parts) if (part !== undefined) yield* part;
  }

  *keys(): Generator<string, undefined> {
    for (const part of this.#parts) if (part !== undefined) yield* part.keys();
  }

  *values(): Generator<V, undefined> {
    for (const part of this.#parts) if (part !== undefined) yield* part.values();
  }

  [Symbol.iterator](): Generator<[string, V], undefined> {
    return this.entries();
  }
}

/** FNV-1a over the units of a key: cheap, and spread well enough. */
function partOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PARTS;
}
