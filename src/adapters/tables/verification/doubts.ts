import { FENCE_JOB, fenceRow } from '../commit/fences.ts';
import { blockOf } from '../rows/blockRow.ts';
import { blockKey } from '../rows/keys.ts';
import { eventsOf } from '../rows/line.ts';
import { textIn } from '../rows/sealed.ts';
import type { Row, Table } from '../table/table.ts';
import type { Expected, RowChanges } from './replay.ts';
import { checkRow, type RowCheck } from './rowCheck.ts';
import { type Found, type RowFindingCode, rowFound } from './rowFinding.ts';

export interface DoubtsAt extends RowCheck {
  readonly table: Table;
  readonly log: string;
}

interface Doubt {
  /** As it was read; undefined where it was not there. */
  readonly row: Row | undefined;
  readonly code: RowFindingCode;
}

/**
 * Rows compared with what a log says of them. Where they differ, the difference may be an event written since: a row that
 * says what a later event made of it, or is not there because one deleted it, is in order.
 */
export class Doubts {
  readonly #expected: ReadonlyMap<string, Expected>;
  readonly #at: DoubtsAt;
  readonly #missing: Set<string>;
  readonly #open = new Map<string, Doubt>();
  /** Rows that no event names: answers kept with idempotency keys, fences. */
  readonly #unnamed: Row[] = [];

  /** `expected`: what must stand as of the moment before the first row is looked at. */
  constructor(expected: ReadonlyMap<string, Expected>, at: DoubtsAt) {
    this.#expected = expected;
    this.#at = at;
    this.#missing = new Set(expected.keys());
  }

  look(row: Row): void {
    this.#missing.delete(row.key);
    const expected = this.#expected.get(row.key);
    if (expected === undefined) this.#lookAtUnexpected(row);
    else {
      const code = checkRow(row, expected, this.#at);
      if (code !== undefined) this.#open.set(row.key, { row, code });
    }
  }

  /** All rows have been looked at. */
  listed(): void {
    for (const key of this.#missing) this.#open.set(key, { row: undefined, code: 'row-missing' });
  }

  /** What the next commit made of rows. */
  follow(changes: RowChanges): void {
    for (const [key, expected] of changes) {
      const doubt = this.#open.get(key);
      if (doubt !== undefined && this.#fits(doubt.row, expected)) this.#open.delete(key);
    }
  }

  /** The first row, in the order of keys, that is not what the log of this size says. */
  async finish(size: number): Promise<Found | undefined> {
    for (const row of this.#unnamed) {
      const code = await this.#checkUnnamed(row, size);
      if (code !== undefined) this.#open.set(row.key, { row, code });
    }
    const [first, ...others] = [...this.#open].toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (first === undefined) return undefined;
    const found = rowFound(this.#at.log, first[0], first[1].code);
    if (others.length === 0) return found;
    return { ...found, sentence: `${found.sentence} So it is with ${others.length} more.` };
  }

  #lookAtUnexpected(row: Row): void {
    const [prefix = '', , job] = row.key.split('|');
    if (prefix === 'I' || (prefix === 'O' && job === FENCE_JOB)) this.#unnamed.push(row);
    else this.#open.set(row.key, { row, code: 'row-unexplained' });
  }

  #fits(row: Row | undefined, expected: Expected | undefined): boolean {
    if (row === undefined || expected === undefined) return row === expected;
    return checkRow(row, expected, this.#at) === undefined;
  }

  async #checkUnnamed(row: Row, size: number): Promise<RowFindingCode | undefined> {
    const { seq } = textIn(row);
    const forged = checkRow(row, {}, this.#at);
    if (forged !== undefined) return forged;
    const isPast = Number.isSafeInteger(seq) && seq >= 0 && seq <= size;
    const isExplained = isPast && (row.key.startsWith('I|') || (await this.#isFence(row, seq)));
    return isExplained ? undefined : 'row-unexplained';
  }

  /** Whether the commit that ends at `seq` can have left this fence. */
  async #isFence(row: Row, seq: number): Promise<boolean> {
    const { table, partition, log } = this.#at;
    const stored = await table.get(partition, blockKey(seq));
    if (stored === undefined) return false;
    const block = blockOf(stored);
    const at = eventsOf(block, log)[0]?.at;
    if (at === undefined) return false;
    const fence = fenceRow(at, block.tx, seq);
    return fence.key === row.key && fence.text === textIn(row).text;
  }
}
