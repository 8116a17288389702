import { ADOPTION_EVENT, type Adoption, adoptionIn } from '../../../ledger/adoption.ts';
import type { StoredBlock } from '../../../ledger/block.ts';
import type { StoredHead } from '../../../ledger/chainVerifier.ts';
import type { LogState } from '../../../ledger/checkpoint.ts';
import type { Purge } from '../../../ledger/purge.ts';
import { LogVerifier } from '../../../ledger/verify.ts';
import { blockOf, isOurBlock } from '../rows/blockRow.ts';
import { blockKey, GOVERNANCE, HEAD, partitionOf } from '../rows/keys.ts';
import type { Model } from '../rows/model.ts';
import type { Sealer } from '../rows/sealed.ts';
import { rowsIn } from '../table/pages.ts';
import type { Range, Row, Table } from '../table/table.ts';
import { Doubts } from './doubts.ts';
import { checkHead } from './headCheck.ts';
import { Replay } from './replay.ts';
import { type Found, foundAt, rowFound } from './rowFinding.ts';

export interface AuditOptions {
  readonly table: Table;
  readonly tenant: string;
  readonly model: Model;
  /** Undefined where the key of the macs is not at hand. */
  readonly sealer: Sealer | undefined;
  /** Told now and then how far it has come. */
  readonly progress?: (step: string) => void;
  readonly signal?: AbortSignal;
}

/** Everything that can be a key of ours. */
export const ALL_KEYS: Range = { from: ' ', to: '~' };
/** After so many events or rows somebody is told. */
const STEP = 50_000;
/** After so many blocks their rows are worked out: all at once would hold up a server that verifies beside its work. */
const SETTLE = 64;

/**
 * One log as it lies in the table, with nothing trusted: its blocks and head, and every row of its partition. Servers may go
 * on writing meanwhile: the head is read first, and what was written since is followed, so that each row is compared with
 * what it had to say at some moment between two heads.
 */
export class LogAudit {
  readonly log: string;
  /** Adoptions that lines of this log record. They count where it is governance. */
  readonly adoptions: Adoption[] = [];
  readonly #options: AuditOptions;
  readonly #partition: string;
  readonly #verifier: LogVerifier;
  readonly #replay: Replay;
  /** Events and rows read so far. */
  #done = 0;

  /** `checkpoints`: what they say of this log. */
  constructor(log: string, checkpoints: readonly LogState[], options: AuditOptions) {
    this.log = log;
    this.#options = options;
    this.#partition = partitionOf(options.tenant, log);
    this.#verifier = new LogVerifier(log);
    for (const { size, root, chain } of checkpoints) this.#verifier.expect(size, root, chain);
    this.#replay = new Replay(log, options.model);
  }

  /** The log as far as it was read. */
  get state(): LogState {
    const { size, root, chain } = this.#verifier;
    return { log: this.log, size, root, chain };
  }

  /** Purge stubs met, and purges that lines of this log name. */
  get purged(): readonly Purge[] {
    return this.#verifier.purged;
  }

  get purges(): readonly Purge[] {
    return this.#verifier.purges;
  }

  /** Reads the head, and the blocks up to it. */
  walk(): Promise<Found | undefined> {
    let blocks = 0;
    return this.#walk(() => {
      blocks += 1;
      if (blocks % SETTLE === 0) this.#replay.settle();
    });
  }

  /** Compares every other row with the log, then follows what was written meanwhile. After `walk`. */
  async compare(): Promise<Found | undefined> {
    const { table, sealer } = this.#options;
    this.#replay.settle();
    const at = { table, sealer, partition: this.#partition, log: this.log };
    const doubts = new Doubts(this.#replay.rows, at);
    for (const range of otherRows(this.log))
      for await (const row of this.#rows(range)) if (row.key !== HEAD) doubts.look(row);
    doubts.listed();
    const bad = await this.#walk(() => doubts.follow(this.#replay.settle()));
    return bad ?? (await doubts.finish(this.#replay.size)) ?? (await this.#findTail());
  }

  async #walk(after: () => void): Promise<Found | undefined> {
    const row = await this.#headRow();
    if (row === undefined) return gone(this.log);
    const head = storedHead(row);
    for await (const block of this.#rows({ from: blockKey(this.#verifier.size + 1), to: 'B}' })) {
      if (blockOf(block).last > head.size) break; // written since
      const bad = this.#take(block);
      if (bad !== undefined) return bad;
      after();
    }
    const bad = this.#verifier.finish(head);
    if (bad !== undefined) return foundAt(bad);
    const { sealer } = this.#options;
    return checkHead(row, {
      sealer,
      partition: this.#partition,
      replay: this.#replay,
      log: this.log,
    });
  }

  #take(row: Row): Found | undefined {
    const { sealer } = this.#options;
    const block = blockOf(row);
    const bad = this.#verifier.add(block);
    if (bad !== undefined) return foundAt(bad);
    if (row.key !== blockKey(block.last)) return rowFound(this.log, row.key, 'row-unexplained');
    if (sealer !== undefined && !isOurBlock(sealer, this.#partition, row))
      return rowFound(this.log, row.key, 'row-forged');
    this.adoptions.push(...adoptionsOf(block));
    return this.#fold(row.key, block);
  }

  #fold(key: string, block: StoredBlock): Found | undefined {
    try {
      this.#replay.add(block);
      return this.#misfit();
    } catch (error) {
      const found = rowFound(this.log, key, 'replay-stopped');
      const why = error instanceof Error ? error.message : String(error);
      return { ...found, sentence: `${found.sentence} ${why}` };
    }
  }

  #misfit(): Found | undefined {
    const { misfit } = this.#replay;
    if (misfit === undefined) return undefined;
    const { seq, type, thing } = misfit;
    const sentence = `Event ${type} at ${this.log}/${seq} cannot have happened to ${thing} as the log has it: it was decided on a state that was put back.`;
    return { place: `${this.log}/${seq}`, code: 'event-does-not-fit', sentence };
  }

  /** Blocks that stand behind the head. Those that servers write are read before a head that knows them. */
  async #findTail(): Promise<Found | undefined> {
    const behind: string[] = [];
    for await (const { key } of this.#rows({ from: blockKey(this.#verifier.size + 1), to: 'B}' }))
      behind.push(key);
    const row = await this.#headRow();
    const size = row === undefined ? 0 : storedHead(row).size;
    const extra = behind.find((key) => !(Number(key.slice(2)) <= size));
    return extra === undefined ? undefined : rowFound(this.log, extra, 'row-unexplained');
  }

  #headRow(): Promise<Row | undefined> {
    return this.#options.table.get(this.#partition, HEAD);
  }

  async *#rows(range: Range): AsyncGenerator<Row> {
    const { table, progress, signal } = this.#options;
    for await (const row of rowsIn(table, this.#partition, range)) {
      signal?.throwIfAborted();
      const done = this.#done + Number(row.columns['n'] ?? 1);
      if (Math.floor(done / STEP) > Math.floor(this.#done / STEP))
        progress?.(`log ${this.log}: ${done} events and rows read …`);
      this.#done = done;
      yield row;
    }
  }
}

/** The ranges of all rows but blocks and, in governance, checkpoints. */
export function otherRows(log: string): readonly Range[] {
  const { from, to } = ALL_KEYS;
  const beforeBlocks = { from, to: 'B|' };
  if (log !== GOVERNANCE) return [beforeBlocks, { from: 'B}', to }];
  return [beforeBlocks, { from: 'B}', to: 'C|' }, { from: 'C}', to }];
}

function adoptionsOf({ text, last, n }: StoredBlock): readonly Adoption[] {
  if (!text.includes(ADOPTION_EVENT)) return [];
  const lines = text.split('\n');
  return lines
    .map((line, i) => adoptionIn(line, last - n + 1 + i))
    .filter((adoption) => adoption !== undefined);
}

const gone = (log: string): Found => ({
  place: `${log}/${HEAD}`,
  code: 'log-missing',
  sentence: `Log ${log} has lost its head row.`,
});

/** What a head row says of its blocks, nothing checked. */
export function storedHead({ columns }: Row): StoredHead {
  const { size, peaks = '', chain = '', tx = '' } = columns;
  return { size: Number(size), peaks: peaks === '' ? [] : peaks.split(' '), chain, tx };
}
