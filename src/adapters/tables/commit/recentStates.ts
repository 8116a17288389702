import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { Model } from '../rows/model.ts';
import type { SealedText } from '../rows/sealed.ts';
import { thingKey } from './plan.ts';

const MOST = 1_000;
/** A longer state, in UTF-16 units, is read each time it is needed. */
const LONGEST = 8_000;

/**
 * State rows as they stand at one version of governance: what this server's own commits have read and written. They are true
 * of a version and not of a time: whatever changes one of them is an event, which makes it unknown here, and a commit lands
 * only on the version it was made on. For what is written; answers and other reads come from the table.
 */
export class RecentStates {
  readonly #touched: Model['touched'];
  /** In the order in which they were last used. */
  readonly #rows = new Map<string, SealedText>();
  #seq = 0;

  constructor({ touched }: Pick<Model, 'touched'>) {
    this.#touched = touched;
  }

  /** Further events of governance. Where one is missing before them, all is unknown. */
  follow(events: readonly (Pick<Recorded, 'seq'> & DomainEvent)[]): void {
    for (const event of events) {
      if (event.seq !== this.#seq + 1) this.#rows.clear();
      for (const thing of this.#touched(event)) this.#rows.delete(thingKey(thing));
      this.#seq = event.seq;
    }
  }

  /** The row at the version that ends with `seq`, where it is known. */
  get(key: string, seq: number): SealedText | undefined {
    const row = seq === this.#seq ? this.#rows.get(key) : undefined;
    if (row !== undefined) this.#put(key, row);
    return row;
  }

  /** Rows as they stand at the version that ends with `seq`. */
  keep(seq: number, rows: Iterable<readonly [string, SealedText]>): void {
    if (seq !== this.#seq) return; // others have written since
    for (const [key, { seq: last, text }] of rows)
      if (text.length <= LONGEST) this.#put(key, { seq: last, text });
    for (const key of this.#rows.keys()) {
      if (this.#rows.size <= MOST) break;
      this.#rows.delete(key);
    }
  }

  #put(key: string, row: SealedText): void {
    this.#rows.delete(key);
    this.#rows.set(key, row);
  }
}
