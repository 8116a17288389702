import type { Row } from '../table/table.ts';
import type { Timers } from '../table/timers.ts';

interface Rest {
  readonly etag: string;
  readonly until: number;
  readonly tries: number;
}

/** Rows that this server does not look at for a while, unless they change. */
export class Resting {
  readonly #timers: Timers;
  #rests = new Map<string, Rest>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** `tries`: how often this server has tried it so far. */
  rest(row: Pick<Row, 'key' | 'etag'>, ms: number, tries: number): void {
    const until = this.#timers.monotonic() + ms;
    this.#rests.set(row.key, { etag: row.etag, until, tries });
  }

  isResting(row: Row): boolean {
    const rest = this.#of(row);
    return rest !== undefined && rest.until > this.#timers.monotonic();
  }

  tries(row: Row): number {
    return this.#of(row)?.tries ?? 0;
  }

  /** Forgets rows that are not due any more. */
  keepOnly(keys: ReadonlySet<string>): void {
    this.#rests = new Map([...this.#rests].filter(([key]) => keys.has(key)));
  }

  #of({ key, etag }: Row): Rest | undefined {
    const rest = this.#rests.get(key);
    return rest?.etag === etag ? rest : undefined;
  }
}
