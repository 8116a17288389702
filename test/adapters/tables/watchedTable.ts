import type {
  Columns,
  Merged,
  Op,
  Range,
  Row,
  Table,
  Transacted,
} from '../../../src/adapters/tables/table/table.ts';

/** A table with a window in it: counts commits, and tells of fences once they are raised. */
export class WatchedTable implements Table {
  transactions = 0;
  /** Commits that were too large, or malformed: a writer must not try them. */
  refused = 0;
  onFence: ((partition: string) => Promise<void>) | undefined;
  readonly #inner: Table;

  constructor(inner: Table) {
    this.#inner = inner;
  }

  create(): Promise<void> {
    return this.#inner.create();
  }

  get(partition: string, key: string): Promise<Row | undefined> {
    return this.#inner.get(partition, key);
  }

  list(partition: string, range: Range, limit: number): Promise<readonly Row[]> {
    return this.#inner.list(partition, range, limit);
  }

  async transact(partition: string, ops: readonly Op[]): Promise<Transacted> {
    this.transactions += 1;
    const outcome = await this.#inner.transact(partition, ops);
    if (outcome.kind === 'refused') this.refused += 1;
    return outcome;
  }

  async merge(partition: string, key: string, columns: Columns, etag?: string): Promise<Merged> {
    const merged = await this.#inner.merge(partition, key, columns, etag);
    if (columns['fence'] !== undefined && merged.kind === 'done') await this.onFence?.(partition);
    return merged;
  }
}
