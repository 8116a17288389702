import { LedgerFault } from './fault.ts';

/** Values to be met at certain sizes of a log while it is walked from its beginning. */
export class Expectations<T> {
  #waiting: { readonly size: number; readonly value: T }[] = [];
  #sorted = true;
  #passed = -1;

  /** Adds one. Throws `late-expectation` where the walk has already passed that size. */
  add(size: number, value: T): void {
    if (size <= this.#passed) {
      throw new LedgerFault(
        'late-expectation',
        `The log has already been read past ${size} events.`,
      );
    }
    this.#sorted = this.#sorted && size <= (this.#waiting.at(-1)?.size ?? size);
    this.#waiting.push({ size, value });
  }

  /** The smallest size waited for that is at most `size`, with its value. Removes it. */
  take(size: number): { readonly size: number; readonly value: T } | undefined {
    this.#passed = Math.max(this.#passed, size);
    const next = this.next();
    return next !== undefined && next.size <= size ? this.#waiting.pop() : undefined;
  }

  /** The smallest size still waited for, with its value. */
  next(): { readonly size: number; readonly value: T } | undefined {
    if (!this.#sorted) this.#waiting.sort((a, b) => b.size - a.size);
    this.#sorted = true;
    return this.#waiting.at(-1);
  }
}
