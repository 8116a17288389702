import type { Facts } from '../../../kernel/feature.ts';
import type { Clock } from '../../../kernel/instant.ts';
import { DAY, isBefore, plus } from '../../../kernel/instant.ts';
import type { Log } from '../../../kernel/log.ts';
import type { LastVerified } from '../../../kernel/verified.ts';
import { GOVERNANCE } from '../rows/keys.ts';
import type { Table } from '../table/table.ts';
import { sleep, type Timers } from '../table/timers.ts';
import type { HistoryOptions } from './checkpointHistory.ts';
import { standingHeads } from './standing.ts';
import { verifyLedger } from './verifyLedger.ts';

/** After a page of at most a hundred rows, so that answers never wait for it. */
const PAUSE_MS = 100;
/** What a server folds beside its work; more is for `ledger verify`, in a process of its own. */
const MOST_EVENTS = 100_000;

export interface AlongOptions extends HistoryOptions {
  readonly features: readonly Facts[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Fewer in tests. */
  readonly most?: number;
}

/**
 * Verifies the ledger once a day while the server serves: every block, checkpoint and derived row, a page at a time with
 * pauses between. A find is logged as an error each day until it is gone; nothing is stopped by it. What it has folded is not
 * kept between rounds: what could be kept could be changed.
 */
export class VerifyingAlong {
  readonly #options: AlongOptions;
  readonly #ending = new AbortController();
  #last: LastVerified | undefined;

  constructor(options: AlongOptions) {
    this.#options = options;
  }

  /** Undefined until a round has come to its end. */
  get last(): LastVerified | undefined {
    return this.#last;
  }

  /** One round, where the last is a day ago. Throws `storage-unavailable`: the next is tried then. */
  async round(): Promise<void> {
    const now = this.#options.clock.now();
    if (this.#last !== undefined && isBefore(now, plus(this.#last.at, DAY))) return;
    const events = await this.#size();
    const { log, most = MOST_EVENTS } = this.#options;
    if (events > most) {
      log.warn('ledger-not-verified', { size: events, count: most });
      this.#last = { at: now, events, outcome: 'tooLarge' };
    } else await this.#verify().catch((error: unknown) => this.#unlessStopped(error));
  }

  /** Ends a round that is under way, wherever it is. */
  stop(): void {
    this.#ending.abort();
  }

  async #size(): Promise<number> {
    const { table, tenant } = this.#options;
    return (await standingHeads(table, tenant)).reduce((sum, { size }) => sum + size, 0);
  }

  async #verify(): Promise<void> {
    const { table, timers, clock, log } = this.#options;
    const { signal } = this.#ending;
    const begun = timers.monotonic();
    const wait = (ms: number): Promise<void> => sleep(timers, ms);
    const verified = await verifyLedger({
      ...this.#options,
      table: slowly(table, () => wait(PAUSE_MS)),
      wait,
      signal,
    });
    const ms = Math.round(timers.monotonic() - begun);
    const events = verified.ok
      ? verified.value.logs.reduce((sum, { size }) => sum + size, 0)
      : await this.#size();
    if (verified.ok) log.info('ledger-verified', { size: events, ms });
    else {
      const { place, code } = verified.found;
      log.error('ledger-differs', { ledger: GOVERNANCE, item: place, reason: code, ms });
    }
    const read = { at: clock.now(), events } as const;
    this.#last = verified.ok
      ? { ...read, outcome: 'asWritten' }
      : { ...read, outcome: 'differs', place: verified.found.place };
  }

  #unlessStopped(error: unknown): void {
    if (!this.#ending.signal.aborted) throw error;
  }
}

/** The same table, with a pause after each page. */
const slowly = (table: Table, pause: () => Promise<void>): Table => ({
  create: () => table.create(),
  get: (partition, key) => table.get(partition, key),
  list: async (partition, range, limit) => {
    const rows = await table.list(partition, range, limit);
    await pause();
    return rows;
  },
  transact: (partition, ops) => table.transact(partition, ops),
  merge: (partition, key, columns, etag) => table.merge(partition, key, columns, etag),
});
