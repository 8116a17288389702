import { LedgerFault } from './fault.ts';
import { emptyTree, nodeHash, rootOf } from './merkle.ts';

const TILE = 256;

/**
 * All leaf hashes of a log, ready to give many proofs. The first proof hashes the whole tree once;
 * the hash of every complete subtree of 256 leaves and more is kept, so that a later proof hashes
 * only within one tile and along the right edge.
 */
export class ProofTree {
  readonly #leaves: readonly string[];
  readonly #known = new Map<string, string>();

  constructor(leaves: readonly string[]) {
    this.#leaves = leaves;
  }

  /** The root over the first `size` leaves. Throws `out-of-range` where there are fewer. */
  root(size: number): string {
    this.#requireOrder([0, size], `${size} leaves`);
    return size === 0 ? rootOf(emptyTree) : this.#hash(0, size);
  }

  /** The audit path of the leaf at `index` (from 0) in the tree of the first `size` leaves, lowest sibling first. */
  inclusion(index: number, size: number): string[] {
    this.#requireOrder([0, index, index + 1, size], `leaf ${index} of ${size}`);
    const path: string[] = [];
    let start = 0;
    let end = size;
    while (end - start > 1) {
      const middle = start + splitOf(end - start);
      if (index < middle) {
        path.push(this.#hash(middle, end));
        end = middle;
      } else {
        path.push(this.#hash(start, middle));
        start = middle;
      }
    }
    return path.reverse();
  }

  /** The proof that the first `oldSize` leaves (at least one) begin the tree of the first `size`. */
  consistency(oldSize: number, size: number): string[] {
    this.#requireOrder([1, oldSize, size], `${oldSize} in ${size} leaves`);
    const path: string[] = [];
    let start = 0;
    let end = size;
    while (oldSize !== end) {
      const middle = start + splitOf(end - start);
      if (oldSize <= middle) {
        path.push(this.#hash(middle, end));
        end = middle;
      } else {
        path.push(this.#hash(start, middle));
        start = middle;
      }
    }
    if (start > 0) path.push(this.#hash(start, end));
    return path.reverse();
  }

  #hash(start: number, end: number): string {
    const count = end - start;
    if (count === 1) return this.#leaves[start] ?? '';
    const half = splitOf(count);
    if (count < TILE || half * 2 !== count)
      return nodeHash(this.#hash(start, start + half), this.#hash(start + half, end));
    const name = `${start}-${end}`;
    const known =
      this.#known.get(name) ??
      nodeHash(this.#hash(start, start + half), this.#hash(start + half, end));
    this.#known.set(name, known);
    return known;
  }

  /** Throws unless these are whole numbers, none smaller than the one before it, and within the leaves there are. */
  #requireOrder(numbers: readonly number[], what: string): void {
    const bounds = [...numbers, this.#leaves.length];
    const ordered = bounds.every(
      (bound, i) => Number.isInteger(bound) && bound >= (bounds[i - 1] ?? bound),
    );
    if (ordered) return;
    throw new LedgerFault('out-of-range', `No proof of ${what}: there are ${this.#leaves.length}.`);
  }
}

/** The largest power of two smaller than `count`, where RFC 6962 splits a tree. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
