import type { Checkpoint } from './checkpoint.ts';
import { type ExportManifest, logOfFile } from './exportManifest.ts';
import { type Checked, type Finding, passed } from './finding.ts';
import type { SignedCheckpoint } from './keyring.ts';
import type { NoteKey } from './noteKey.ts';
import { firstUnexplained } from './purge.ts';
import { RowsVerifier, rootsOf } from './rowsVerifier.ts';

/**
 * What a verified export proves. `complete`: nothing is left out up to the checkpoint; otherwise only
 * that what is there is genuine. `trusted`: the keys began at one the caller gave; otherwise compare
 * `key` with the one that was published.
 */
export interface ExportReport {
  readonly rows: number;
  readonly purged: number;
  readonly complete: boolean;
  readonly checkpoint: Checkpoint;
  readonly key: NoteKey;
  readonly trusted: boolean;
}

/** An export whose small files have been verified. `covering` is the last checkpoint. */
export interface OpenedExport {
  readonly manifest: ExportManifest;
  readonly signed: readonly SignedCheckpoint[];
  readonly covering: SignedCheckpoint;
  readonly trusted: boolean;
}

/** Verifies an export whose rows are read one after another. `openExport` makes it. */
export class ExportVerifier {
  readonly #opened: OpenedExport;
  readonly #logs = new Map<string, RowsVerifier>();
  #finding: Finding | undefined;

  constructor(opened: OpenedExport) {
    this.#opened = opened;
    const checkpoints = opened.signed.map(({ checkpoint }) => checkpoint);
    for (const file of opened.manifest.files) {
      const state = opened.covering.checkpoint.logs.find(({ log }) => log === logOfFile(file.name));
      if (state === undefined) continue;
      const roots = opened.manifest.scope === null ? rootsOf(state.log, checkpoints) : undefined;
      this.#logs.set(state.log, new RowsVerifier(file, state, roots));
    }
  }

  /** The logs whose files are to be read. */
  get logs(): readonly string[] {
    return [...this.#logs.keys()];
  }

  /** Takes the next row of a log's file, without the line feed that must follow it. The first finding ends it. */
  addRow(log: string, text: string): Finding | undefined {
    this.#finding ??= this.#logs.get(log)?.add(text);
    return this.#finding;
  }

  /** What the export proves, or the first thing wrong with it. */
  finish(): Checked<ExportReport> {
    const finding = this.#finding ?? this.#finishLogs() ?? this.#checkPurges();
    if (finding !== undefined) return { ok: false, finding };
    const { manifest, covering, trusted } = this.#opened;
    const logs = [...this.#logs.values()];
    return passed({
      rows: sum(logs.map((log) => log.rows)),
      purged: sum(logs.map((log) => log.purged.length)),
      complete: manifest.scope === null,
      checkpoint: covering.checkpoint,
      key: covering.key,
      trusted,
    });
  }

  #finishLogs(): Finding | undefined {
    for (const log of this.#logs.values()) {
      const finding = log.finish();
      if (finding !== undefined) return finding;
    }
    return undefined;
  }

  /** Only where everything is there: in a part, the purging event may rightly be left out. */
  #checkPurges(): Finding | undefined {
    if (this.#opened.manifest.scope !== null) return undefined;
    const logs = [...this.#logs.values()];
    return firstUnexplained(
      logs.flatMap((log) => log.purged),
      logs.flatMap((log) => log.purges),
    );
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
