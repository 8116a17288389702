import { Expectations } from './expectations.ts';
import type { Finding } from './finding.ts';
import { emptyTree, pushLeaves, rootOf, type Tree } from './merkle.ts';

/** Grows one log's Merkle tree leaf by leaf, and compares its root with what checkpoints say. */
export class RootVerifier {
  readonly #log: string;
  readonly #expected = new Expectations<string>();
  #tree: Tree;
  #proven: number;

  constructor(log: string, start: Tree = emptyTree) {
    this.#log = log;
    this.#tree = start;
    this.#proven = start.size;
  }

  /** The tree so far. */
  get tree(): Tree {
    return this.#tree;
  }

  /** The root that a checkpoint says. Throws `late-expectation` once the tree has grown past that size. */
  expect(size: number, root: string): void {
    this.#expected.add(size, root);
  }

  /** Takes the next leaf hashes. Roots expected within them are compared as well. */
  push(leaves: readonly string[]): Finding | undefined {
    let rest = leaves;
    while (rest.length > 0) {
      const bad = this.settle();
      if (bad !== undefined) return bad;
      const next = this.#expected.next()?.size ?? Number.MAX_SAFE_INTEGER;
      const room = next - this.#tree.size;
      this.#tree = pushLeaves(this.#tree, rest.slice(0, room));
      rest = rest.slice(room);
    }
    return this.settle();
  }

  /** Compares what is expected at this size. */
  settle(): Finding | undefined {
    const { size } = this.#tree;
    for (
      let next = this.#expected.take(size);
      next !== undefined;
      next = this.#expected.take(size)
    ) {
      if (next.value !== rootOf(this.#tree)) {
        return {
          log: this.#log,
          seq: this.#proven + 1,
          code: 'root-differs',
          sentence: `The events of log ${this.#log} after ${this.#proven} and up to ${size} are not those of the checkpoint.`,
        };
      }
      this.#proven = size;
    }
    return undefined;
  }

  /** Finds checkpoints that know more events than there are. */
  finish(): Finding | undefined {
    const next = this.settle() ?? this.#expected.next();
    if (next === undefined || 'code' in next) return next;
    const { size } = this.#tree;
    return {
      log: this.#log,
      seq: size + 1,
      code: 'log-cut',
      sentence: `A checkpoint knows ${next.size} events of log ${this.#log}, which ends at ${size}: it was cut or rolled back.`,
    };
  }
}
