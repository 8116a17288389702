import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { type LogState, parseCheckpoint } from '../../../ledger/checkpoint.ts';
import { emptyTree, leafHash, pushLeaves, rootOf, type Tree } from '../../../ledger/merkle.ts';
import { parseNote } from '../../../ledger/note.ts';
import { parseStub } from '../../../ledger/stub.ts';

/** What the signed checkpoint says, and so what the lines have to come to. */
export interface Signed {
  readonly at: Instant;
  readonly keyName: string;
  readonly logs: readonly LogState[];
}

/** A checkpoint's note taken apart; undefined where it is none. Its signature was checked by the ledger that gave it. */
export function signedIn(note: string): Signed | undefined {
  const parsed = parseNote(note);
  if (!parsed.ok) return undefined;
  const read = parseCheckpoint(parsed.value.body);
  const at = read.ok ? parseInstant(read.value.at) : undefined;
  if (!read.ok || at === undefined) return undefined;
  const [signature] = parsed.value.signatures;
  return { at, keyName: signature?.keyName ?? '', logs: read.value.logs };
}

/** A place where the lines are not what was signed. */
export interface Difference {
  readonly log: string;
  readonly seq: number;
  readonly because: 'out-of-order' | 'missing' | 'root-differs';
}

interface Line {
  readonly log: string;
  readonly seq: number;
  readonly line: string;
}

/** Computes each log's Merkle root again, line by line, up to the size that was signed. Lines come in the order of their logs. */
export class RootsAgain {
  readonly #signed: Signed;
  readonly #trees = new Map<string, Tree>();
  #difference: Difference | undefined;

  constructor(signed: Signed) {
    this.#signed = signed;
  }

  /** Lines past the signed size were written since, and are passed over. */
  take(lines: readonly Line[]): void {
    for (const { log, seq, line } of lines) {
      const state = this.#signed.logs.find((one) => one.log === log);
      if (state === undefined || seq > state.size || this.#difference !== undefined) continue;
      const tree = this.#trees.get(log) ?? emptyTree;
      if (seq === tree.size + 1)
        this.#trees.set(log, pushLeaves(tree, [parseStub(line)?.leaf ?? leafHash(line)]));
      else this.#difference = { log, seq, because: 'out-of-order' };
    }
  }

  /** After the last line: the first place that differs, or undefined where every root is the signed one. */
  finish(): Difference | undefined {
    if (this.#difference !== undefined) return this.#difference;
    for (const { log, size, root } of this.#signed.logs) {
      const tree = this.#trees.get(log) ?? emptyTree;
      if (tree.size < size) return { log, seq: tree.size + 1, because: 'missing' };
      if (rootOf(tree) !== root) return { log, seq: size, because: 'root-differs' };
    }
    return undefined;
  }
}
