import { createHash } from 'node:crypto';
import type { LogState } from './checkpoint.ts';
import { type ExportFile, rowsFile } from './exportManifest.ts';
import { checkRow, type ExportRow } from './exportRow.ts';
import type { Finding, FindingCode } from './finding.ts';
import { verifyInclusion } from './merkleProof.ts';
import { type Purge, purgesNamedIn } from './purge.ts';
import { RootVerifier } from './rootVerifier.ts';
import { parseStub } from './stub.ts';

/** Verifies the rows of one log's file: all of the log against its roots, or some of it by their paths. */
export class RowsVerifier {
  readonly purged: Purge[] = [];
  readonly purges: Purge[] = [];
  readonly #file: ExportFile;
  readonly #state: LogState;
  readonly #roots: RootVerifier | undefined;
  readonly #hash = createHash('sha256');
  #rows = 0;
  #last = 0;

  /** `state` is the covering checkpoint's; `roots` holds what all checkpoints say, where the file is to be the whole log. */
  constructor(file: ExportFile, state: LogState, roots: RootVerifier | undefined) {
    this.#file = file;
    this.#state = state;
    this.#roots = roots;
  }

  /** How many rows have been read. */
  get rows(): number {
    return this.#rows;
  }

  /** Takes the next row, without its line feed. */
  add(text: string): Finding | undefined {
    this.#hash.update(`${text}\n`);
    this.#rows += 1;
    const checked = checkRow(this.#state.log, this.#last + 1, text);
    if (!checked.ok) return checked.finding;
    const bad =
      this.#roots === undefined
        ? this.#proveAlone(checked.value)
        : this.#prove(checked.value, this.#roots);
    this.#last = checked.value.seq;
    this.#collectPurges(checked.value);
    return bad;
  }

  /** Finds rows that lack at the end, and a file that is not the one the manifest lists. */
  finish(): Finding | undefined {
    const cut = this.#roots?.finish();
    if (cut !== undefined) return cut;
    if (this.#rows === this.#file.rows && this.#hash.digest('hex') === this.#file.sha256)
      return undefined;
    return this.#find(
      0,
      'file-differs',
      `${rowsFile(this.#state.log)} is not the file that the manifest lists.`,
    );
  }

  #prove({ seq, leaf, path }: ExportRow, roots: RootVerifier): Finding | undefined {
    const next = this.#last + 1;
    if (seq !== next) {
      return this.#find(
        next,
        'row-missing',
        `Log ${this.#state.log} goes on with row ${seq} where ${next} should stand.`,
      );
    }
    if (seq > this.#state.size) {
      return this.#find(
        seq,
        'proof-bad',
        `Row ${seq} of log ${this.#state.log} comes after the last checkpoint: nothing proves it.`,
      );
    }
    if (path === undefined) return roots.push([leaf]);
    return this.#find(
      seq,
      'row-malformed',
      `Row ${seq} of log ${this.#state.log} has a path, though the export is of everything.`,
    );
  }

  #proveAlone({ seq, leaf, path }: ExportRow): Finding | undefined {
    const { log, size, root } = this.#state;
    if (seq <= this.#last)
      return this.#find(
        seq,
        'row-malformed',
        `Row ${seq} of log ${log} comes after row ${this.#last}.`,
      );
    if (verifyInclusion({ leaf, index: seq - 1, size, proof: path ?? [], root })) return undefined;
    return this.#find(
      seq,
      'proof-bad',
      `The path of row ${seq} does not lead to the root of log ${log} in the checkpoint.`,
    );
  }

  #collectPurges({ log, seq, line }: ExportRow): void {
    const stub = parseStub(line);
    if (stub !== undefined) this.purged.push({ log, seq, by: stub.purgedBy });
    if (log === 'g') this.purges.push(...purgesNamedIn(line, seq));
  }

  #find(seq: number, code: FindingCode, sentence: string): Finding {
    return { log: this.#state.log, seq, code, sentence };
  }
}

/** The verifier of a whole log's rows, with the root of every checkpoint that knows the log. */
export function rootsOf(
  log: string,
  checkpoints: readonly { readonly logs: readonly LogState[] }[],
): RootVerifier {
  const roots = new RootVerifier(log);
  for (const state of checkpoints.flatMap(({ logs }) => logs)) {
    if (state.log === log) roots.expect(state.size, state.root);
  }
  return roots;
}
