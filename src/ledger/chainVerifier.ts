import { chainWith, INITIAL_CHAIN, type StoredBlock } from './block.ts';
import { Expectations } from './expectations.ts';
import type { Finding, FindingCode } from './finding.ts';
import { isHash, sha256 } from './hash.ts';
import { beginsAsStub } from './stub.ts';

/** What a log's head row says of its blocks. `tx`, where given, is the nonce of the commit that wrote the last one. */
export interface StoredHead {
  readonly size: number;
  readonly peaks: readonly string[];
  readonly chain: string;
  readonly tx?: string;
}

/** Where to begin: a size and running hash known to be good, for instance from a verified checkpoint. */
export interface ChainStart {
  readonly size: number;
  readonly chain: string;
}

/**
 * Verifies one log's blocks by their running hash alone: the fast way, about as fast as hashing the
 * bytes once. Blocks are added in the order of their seqs. The first finding ends it: whatever is
 * added later gives the same finding again.
 */
export class ChainVerifier {
  /** The last seqs of blocks with purged lines: only `LogVerifier` proves what is left of those. */
  readonly unproven: number[] = [];
  readonly #log: string;
  readonly #expected = new Expectations<string>();
  #size: number;
  #chain: string;
  #tx: string | undefined;
  #proven: number;
  #finding: Finding | undefined;

  constructor(log: string, start: ChainStart = { size: 0, chain: INITIAL_CHAIN }) {
    this.#log = log;
    this.#size = start.size;
    this.#chain = start.chain;
    this.#proven = start.size;
  }

  /** How many events have been read. */
  get size(): number {
    return this.#size;
  }

  /** The running hash over them. */
  get chain(): string {
    return this.#chain;
  }

  /** The running hash that a checkpoint says. Throws `late-expectation` once the log was read past that size. */
  expect(size: number, chain: string): void {
    this.#expected.add(size, chain);
  }

  /** Takes the next block. */
  add(block: StoredBlock): Finding | undefined {
    this.#finding ??= this.#settle() ?? this.#take(block) ?? this.#settle();
    return this.#finding;
  }

  /** Compares the end with the log's head, and finds checkpoints that know more than there is. */
  finish(head: StoredHead): Finding | undefined {
    this.#finding ??= this.#settle() ?? this.#checkCut() ?? this.#checkHead(head);
    return this.#finding;
  }

  #take(block: StoredBlock): Finding | undefined {
    const { last, n, text, was } = block;
    const first = last - n + 1;
    const bad = this.#checkPlace(block) ?? this.#checkText(block);
    if (bad !== undefined) return bad;
    const chain = chainWith(this.#chain, was ?? sha256(text));
    if (chain !== block.chain) {
      return this.#find(
        first,
        'chain-broken',
        `The block of ${first} to ${last} in log ${this.#log} is not the one its running hash was made over.`,
      );
    }
    if (was !== undefined) this.unproven.push(last);
    this.#size = last;
    this.#chain = chain;
    this.#tx = block.tx;
    return undefined;
  }

  #checkPlace({ last, n }: StoredBlock): Finding | undefined {
    const next = this.#size + 1;
    const first = last - n + 1;
    if (!Number.isSafeInteger(last) || !Number.isSafeInteger(n) || n < 1) {
      return this.#find(
        next,
        'block-malformed',
        `After ${this.#size} events of log ${this.#log} stands a block of ${n} that ends at ${last}.`,
      );
    }
    if (first > next) {
      return this.#find(
        next,
        'block-missing',
        `Log ${this.#log} goes on with ${first} after ${this.#size}: what stood between is gone.`,
      );
    }
    if (first < next) {
      return this.#find(
        first,
        'block-repeated',
        `Log ${this.#log} had ${this.#size} events already when a block began with ${first}.`,
      );
    }
    return undefined;
  }

  #checkText({ last, n, text, was }: StoredBlock): Finding | undefined {
    const first = last - n + 1;
    if (!text.endsWith('\n') || !text.isWellFormed()) {
      return this.#find(
        first,
        'block-malformed',
        `The block of ${first} to ${last} in log ${this.#log} is not whole lines of well-formed text.`,
      );
    }
    const { lines, stubs } = countLines(text);
    if (lines !== n) {
      return this.#find(
        first,
        'block-miscounted',
        `The block of ${first} to ${last} in log ${this.#log} has ${lines} lines.`,
      );
    }
    const stubbed = stubs > 0;
    if (stubbed !== (was !== undefined) || (was !== undefined && !isHash(was))) {
      return this.#find(
        first,
        'purge-malformed',
        `The block of ${first} to ${last} in log ${this.#log} must have purged lines and the hash of its original text, or neither.`,
      );
    }
    return undefined;
  }

  #settle(): Finding | undefined {
    for (
      let next = this.#expected.take(this.#size);
      next !== undefined;
      next = this.#expected.take(this.#size)
    ) {
      const { size, value } = next;
      if (size < this.#size) {
        return this.#find(
          this.#proven + 1,
          'size-unknown',
          `A checkpoint was made at ${size} events of log ${this.#log}, where no block ends.`,
        );
      }
      if (value !== this.#chain) {
        return this.#find(
          this.#proven + 1,
          'chain-differs',
          `The blocks of log ${this.#log} after ${this.#proven} and up to ${size} are not those of the checkpoint.`,
        );
      }
      this.#proven = size;
    }
    return undefined;
  }

  #checkCut(): Finding | undefined {
    const next = this.#expected.next();
    if (next === undefined) return undefined;
    return this.#find(
      this.#size + 1,
      'log-cut',
      `A checkpoint knows ${next.size} events of log ${this.#log}, which ends at ${this.#size}: it was cut or rolled back.`,
    );
  }

  #checkHead(head: StoredHead): Finding | undefined {
    if (head.size > this.#size) {
      return this.#find(
        this.#size + 1,
        'block-missing',
        `The head of log ${this.#log} knows ${head.size} events, its blocks end at ${this.#size}.`,
      );
    }
    const sameCommit = this.#tx === undefined || (head.tx ?? this.#tx) === this.#tx;
    if (head.size === this.#size && head.chain === this.#chain && sameCommit) return undefined;
    return this.#find(
      Math.max(this.#size, 1),
      'head-differs',
      `The head of log ${this.#log} is not that of its ${this.#size} events.`,
    );
  }

  #find(seq: number, code: FindingCode, sentence: string): Finding {
    return { log: this.#log, seq, code, sentence };
  }
}

/** Counts the lines that are not empty, and those that begin as a purge stub does: in one pass, since a search for stubs costs nearly as much as hashing. */
function countLines(text: string): { readonly lines: number; readonly stubs: number } {
  let lines = 0;
  let stubs = 0;
  let from = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
    if (at > from) lines += 1;
    if (beginsAsStub(text, from)) stubs += 1;
    from = at + 1;
  }
  return { lines, stubs };
}
