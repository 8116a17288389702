import { Fault } from '../../../kernel/faults.ts';
import type { Range, Row, Table } from './table.ts';

const PAGE = 100;
/** A page that does not come in time is asked for this often, each time a quarter as large. */
const TRIES = 6;

/** All rows of a range in key order, page by page; the next page is on its way while one is looked at. */
export async function* rowsIn(
  table: Table,
  partition: string,
  { from, to }: Range,
): AsyncGenerator<Row> {
  const pages = new Pages(table, partition, to);
  let next: Promise<Page> | undefined = pages.after(from);
  while (next !== undefined) {
    const { rows, isLast }: Page = await next;
    const last = rows.at(-1);
    next = last === undefined || isLast ? undefined : pages.after(`${last.key} `);
    next?.catch(() => {}); // told when it is waited for; a reader who stops early need not know
    yield* rows;
  }
}

interface Page {
  readonly rows: readonly Row[];
  readonly isLast: boolean;
}

class Pages {
  readonly #table: Table;
  readonly #partition: string;
  readonly #to: string;
  /** Rows a page. Large rows make it smaller, for good. */
  #most = PAGE;

  constructor(table: Table, partition: string, to: string) {
    this.#table = table;
    this.#partition = partition;
    this.#to = to;
  }

  async after(from: string): Promise<Page> {
    for (let tries = 1; ; tries += 1) {
      const most = this.#most;
      try {
        const rows = await this.#table.list(this.#partition, { from, to: this.#to }, most);
        return { rows, isLast: rows.length < most };
      } catch (error) {
        const isSlow = error instanceof Fault && error.code === 'storage-unavailable';
        if (!isSlow || tries === TRIES) throw error;
        this.#most = Math.max(1, Math.floor(most / 4));
      }
    }
  }
}
