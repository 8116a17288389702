import { Fault } from '../../../kernel/faults.ts';
import type { StoredBlock } from '../../../ledger/block.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import type { Appended } from '../commit/append.ts';
import type { Op, Range, Row, Table, Transacted } from '../table/table.ts';
import { type KnownSizes, requireNotBehind } from '../verification/rollback.ts';
import { blockColumns, readBlock } from './blockRow.ts';
import { type Head, type HeadAt, headColumns, readHead } from './head.ts';
import { blockKey, countersKey, HEAD } from './keys.ts';
import { openText, type SealedText, type Sealer, sealText } from './sealed.ts';
import type { Seals } from './seals.ts';

/** One log's rows: its head and blocks, and sealed texts beside them. Reads check macs. */
export class LogStore {
  readonly log: string;
  readonly partition: string;
  readonly table: Table;
  readonly #sealer: Sealer;
  readonly #known: KnownSizes;

  constructor(
    at: { readonly log: string; readonly partition: string },
    deps: { readonly table: Table; readonly sealer: Sealer; readonly known: KnownSizes },
  ) {
    this.log = at.log;
    this.partition = at.partition;
    this.table = deps.table;
    this.#sealer = deps.sealer;
    this.#known = deps.known;
  }

  /** The head as it stands. A head that is missing, forged or behind what is known is a fault. */
  async head(): Promise<HeadAt> {
    const known = this.#known.of(this.log);
    const row = await this.table.get(this.partition, HEAD);
    if (row === undefined)
      throw new Fault('ledger-behind-checkpoint', `log ${this.log} has lost its head`);
    const at = readHead(this.#sealer, this.partition, row);
    requireNotBehind(this.log, at.head, known);
    this.saw(at.head);
    return at;
  }

  /** A head that was read or written by this server: later ones may not be behind it. */
  saw(head: Head): void {
    this.#known.saw(this.log, head);
  }

  async blockEnding(last: number): Promise<StoredBlock | undefined> {
    const row = await this.table.get(this.partition, blockKey(last));
    return row === undefined ? undefined : readBlock(this.#sealer, this.partition, row);
  }

  /** Blocks in order, from the one that holds `seq`. */
  async blocksFrom(seq: number, limit: number): Promise<readonly StoredBlock[]> {
    const rows = await this.table.list(this.partition, { from: blockKey(seq), to: 'B}' }, limit);
    return rows.map((row) => readBlock(this.#sealer, this.partition, row));
  }

  async text(key: string): Promise<SealedText | undefined> {
    const row = await this.table.get(this.partition, key);
    return row === undefined ? undefined : this.open(row);
  }

  /** The text of a row that was read already. */
  open(row: Row): SealedText {
    return openText(this.#sealer, this.partition, row);
  }

  async texts(
    range: Range,
    limit: number,
  ): Promise<readonly (SealedText & { readonly key: string })[]> {
    const rows = await this.table.list(this.partition, range, limit);
    return rows.map((row) => ({ key: row.key, ...this.open(row) }));
  }

  sealed(kind: 'create' | 'put', key: string, text: SealedText): Op {
    return { kind, key, columns: sealText(this.#sealer, { partition: this.partition, key }, text) };
  }

  createHead(head: Head): Op {
    return {
      kind: 'create',
      key: HEAD,
      columns: headColumns(this.#sealer, this.partition, { head, fence: '' }),
    };
  }

  /** Replaces the head by itself, as it was read but for what it seals. */
  reseal(at: HeadAt, cached: Seals): Promise<Transacted> {
    return this.table.transact(this.partition, [this.headOp(at, cached)]);
  }

  headOp({ head, fence, etag }: HeadAt, cached: Seals | undefined): Op {
    const next = cached === undefined ? head : { ...head, cached };
    const columns = headColumns(this.#sealer, this.partition, { head: next, fence });
    return { kind: 'replace', key: HEAD, columns, etag };
  }

  /** Operations of a commit, the head's first: conditional on the head being as it was read. */
  appendOps(at: HeadAt, { head, block, hash, closed }: Appended): Op[] {
    const columns = headColumns(this.#sealer, this.partition, { head, fence: at.fence });
    const ops: Op[] = [
      { kind: 'replace', key: HEAD, columns, etag: at.etag },
      {
        kind: 'create',
        key: blockKey(block.last),
        columns: blockColumns(this.#sealer, this.partition, block, hash),
      },
    ];
    if (closed !== undefined) {
      const text = { seq: at.head.tree.size, text: canonicalJson(closed.cells) };
      ops.push(this.sealed('put', countersKey(closed.week), text));
    }
    return ops;
  }
}
