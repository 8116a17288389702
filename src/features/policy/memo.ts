/** Remembers the last so many values, the longest unused going first. */
export class Memo<V> {
  readonly #most: number;
  readonly #values = new Map<string, V>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key; made, and remembered, where it is not known. */
  of(key: string, make: () => V): V {
    const known = this.#values.get(key);
    if (known !== undefined) {
      this.#values.delete(key);
      this.#values.set(key, known);
      return known;
    }
    const made = make();
    this.#values.set(key, made);
    if (this.#values.size > this.#most)
      for (const oldest of this.#values.keys()) {
        this.#values.delete(oldest);
        break;
      }
    return made;
  }
}
