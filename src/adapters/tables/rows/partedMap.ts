const PARTS = 256;

/**
 * A map that never changes, in parts, and in the order in which its keys came: the next version copies the few parts that
 * something changed in, and shares the others. With a hundred thousand things, whole copies would take a server most of its time.
 */
export class PartedMap<V> implements ReadonlyMap<string, V> {
  readonly size: number;
  readonly #parts: readonly (ReadonlyMap<string, V> | undefined)[];
  /** The keys in their order; those beyond `size` are a later version's, which shares them. */
  readonly #keys: string[];

  private constructor(parts: readonly (ReadonlyMap<string, V> | undefined)[], keys: string[]) {
    this.#parts = parts;
    this.#keys = keys;
    this.size = keys.length;
  }

  static of<V>(entries: Iterable<readonly [string, V]>): PartedMap<V> {
    return new PartedMap<V>([], []).with(entries);
  }

  /** With these entries. */
  with(entries: Iterable<readonly [string, V]>): PartedMap<V> {
    const fresh = new Map<number, Map<string, V>>();
    const added: string[] = [];
    for (const [key, value] of entries) {
      const at = partOf(key);
      const part = fresh.get(at) ?? new Map(this.#parts[at]);
      if (!part.has(key)) added.push(key);
      fresh.set(at, part.set(key, value));
    }
    const parts = Array.from({ length: PARTS }, (_, at) => fresh.get(at) ?? this.#parts[at]);
    return new PartedMap(parts, this.#keysWith(added));
  }

  /** Keys are only ever added: the newest version adds them for all, any other to a copy. */
  #keysWith(added: readonly string[]): string[] {
    const isNewest = this.#keys.length === this.size;
    const keys = isNewest ? this.#keys : this.#keys.slice(0, this.size);
    for (const key of added) keys.push(key);
    return keys;
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

  *keys(): Generator<string, undefined> {
    for (let i = 0; i < this.size; i += 1) yield this.#keys[i] ?? '';
  }

  *entries(): Generator<[string, V], undefined> {
    for (const key of this.keys()) yield [key, this.#at(key)];
  }

  *values(): Generator<V, undefined> {
    for (const key of this.keys()) yield this.#at(key);
  }

  [Symbol.iterator](): Generator<[string, V], undefined> {
    return this.entries();
  }

  /** What stands under a key that there is. */
  #at(key: string): V {
    return this.get(key) as V;
  }
}

/** FNV-1a over the units of a key: cheap, and spread well enough. */
function partOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % PARTS;
}
