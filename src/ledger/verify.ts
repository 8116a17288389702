import type { StoredBlock } from './block.ts';
import { ChainVerifier, type StoredHead } from './chainVerifier.ts';
import type { Finding, FindingCode } from './finding.ts';
import { leafHash, rootOf, type Tree } from './merkle.ts';
import { type Purge, purgesNamedIn } from './purge.ts';
import { RootVerifier } from './rootVerifier.ts';
import { beginsAsStub, parseStub } from './stub.ts';

/** Where to begin: the tree and running hash of events that are known to be good. */
export interface LogStart {
  readonly tree: Tree;
  readonly chain: string;
}

/**
 * Verifies one log's blocks line by line: running hash, every leaf, and the Merkle root at every
 * checkpoint. The auditor's way; `ChainVerifier` is the fast one. Blocks are added in the order of
 * their seqs. The first finding ends it: whatever is added later gives the same finding again.
 */
export class LogVerifier {
  /** Purge stubs met so far. Give those of all logs to `firstUnexplained`. */
  readonly purged: Purge[] = [];
  /** Purges that events of this log name. They count where this log is governance's. */
  readonly purges: Purge[] = [];
  readonly #log: string;
  readonly #chain: ChainVerifier;
  readonly #roots: RootVerifier;
  #finding: Finding | undefined;

  constructor(log: string, start?: LogStart) {
    this.#log = log;
    this.#chain = new ChainVerifier(log, start && { size: start.tree.size, chain: start.chain });
    this.#roots = new RootVerifier(log, start?.tree);
  }

  /** How many events have been read. */
  get size(): number {
    return this.#roots.tree.size;
  }

  /** The Merkle root over them. */
  get root(): string {
    return rootOf(this.#roots.tree);
  }

  /** The running hash over their blocks. */
  get chain(): string {
    return this.#chain.chain;
  }

  /** What a checkpoint says of this log. Throws `late-expectation` once the log was read past that size. */
  expect(size: number, root: string, chain: string): void {
    this.#chain.expect(size, chain);
    this.#roots.expect(size, root);
  }

  /** Takes the next block. */
  add(block: StoredBlock): Finding | undefined {
    this.#finding ??= this.#chain.add(block) ?? this.#take(block);
    return this.#finding;
  }

  /** Compares the end with the log's head, and finds checkpoints that know more than there is. */
  finish(head: StoredHead): Finding | undefined {
    this.#finding ??= this.#chain.finish(head) ?? this.#roots.finish() ?? this.#checkPeaks(head);
    return this.#finding;
  }

  #take({ last, n, text }: StoredBlock): Finding | undefined {
    const first = last - n + 1;
    const leaves: string[] = [];
    for (const line of text.slice(0, -1).split('\n')) {
      const seq = first + leaves.length;
      const leaf = beginsAsStub(line) ? this.#takeStub(line, seq) : leafHash(line);
      if (leaf === undefined) {
        return this.#find(
          seq,
          'purge-malformed',
          `Line ${seq} of log ${this.#log} is neither an event nor a purge stub.`,
        );
      }
      leaves.push(leaf);
      this.purges.push(...purgesNamedIn(line, seq));
    }
    return this.#roots.push(leaves);
  }

  #takeStub(line: string, seq: number): string | undefined {
    const stub = parseStub(line);
    if (stub !== undefined) this.purged.push({ log: this.#log, seq, by: stub.purgedBy });
    return stub?.leaf;
  }

  #checkPeaks(head: StoredHead): Finding | undefined {
    if (head.peaks.join(' ') === this.#roots.tree.peaks.join(' ')) return undefined;
    return this.#find(
      Math.max(this.size, 1),
      'head-differs',
      `The head of log ${this.#log} has other peaks than its ${this.size} events.`,
    );
  }

  #find(seq: number, code: FindingCode, sentence: string): Finding {
    return { log: this.#log, seq, code, sentence };
  }
}
