import { type Instant, isBefore } from '../../../kernel/instant.ts';
import type { Columns, Row } from '../table/table.ts';
import type { Timers } from '../table/timers.ts';

/** Another server's claim whose ETag has not changed for this long, on one's own clock, is taken over. */
const TAKEOVER_MS = 30_000;

/** The columns of an O row that say who is at it. They are not under its mac: what they can do is delay. */
export interface Claim {
  /** The server that runs it; empty where nobody does. */
  readonly by: string;
  /** How often it was claimed. */
  readonly tries: number;
  /** Not before then, where nobody runs it. */
  readonly until: string;
  /** The person whose conversation it waits for, or empty. */
  readonly wait: string;
}

export const claimOf = ({ columns }: Row): Claim => ({
  by: columns['by'] ?? '',
  tries: Number(columns['try'] ?? 0),
  until: columns['until'] ?? '',
  wait: columns['wait'] ?? '',
});

export const claimColumns = ({ by, tries, until, wait }: Claim): Columns => ({
  by,
  try: String(tries),
  until,
  wait,
});

/** Watches other servers' claims. No agreement on the time is needed: what counts is how long an ETag has stood still. */
export class Claims {
  readonly #server: string;
  readonly #timers: Timers;
  #seen = new Map<string, { readonly etag: string; readonly since: number }>();

  constructor(server: string, timers: Timers) {
    this.#server = server;
    this.#timers = timers;
  }

  /** Whether this server may claim a row that it does not run itself. */
  isFree(row: Row, now: Instant): boolean {
    const { by, until } = claimOf(row);
    if (by === this.#server) return true; // its own, from a run whose release was lost
    if (by === '') return until === '' || !isBefore(now, until as Instant);
    return this.#hasStood(row);
  }

  /** Forgets rows that are not due any more. */
  keepOnly(keys: ReadonlySet<string>): void {
    this.#seen = new Map([...this.#seen].filter(([key]) => keys.has(key)));
  }

  #hasStood({ key, etag }: Row): boolean {
    const now = this.#timers.monotonic();
    const seen = this.#seen.get(key);
    if (seen?.etag === etag) return now - seen.since >= TAKEOVER_MS;
    this.#seen.set(key, { etag, since: now });
    return false;
  }
}
