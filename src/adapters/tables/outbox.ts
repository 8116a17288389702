import type { Recorded } from '../../kernel/events.ts';
import { type Clock, type Instant, MINUTE, plus, SECOND } from '../../kernel/instant.ts';
import type { Log } from '../../kernel/log.ts';
import type { DueItem, Job, JobOutcome } from '../../kernel/outbox.ts';
import { type Claim, Claims, claimColumns, claimOf } from './claims.ts';
import { dueRows } from './dueRows.ts';
import { conversationName, dueBy } from './keys.ts';
import type { LogStore } from './logStore.ts';
import { CONVERSATION_LEARNED } from './model.ts';
import { derivedChange, type OwnRow, type Plan } from './plan.ts';
import type { Row } from './table.ts';
import type { Timers } from './timers.ts';

export interface OutboxDeps {
  readonly governance: LogStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Tells this server's claims from others'. */
  readonly server: string;
  /** Whether a person can be written to. */
  readonly isKnown: (person: string) => Promise<boolean>;
}

/** So many items at once. */
const ABREAST = 16;
const CLAIM_MS = 30 * SECOND;
const FIRST_BACKOFF_MS = 2 * SECOND;
const LONGEST_BACKOFF_MS = 5 * MINUTE;
/** An item that is done and still stands is looked at again after this long. */
const DONE_MS = MINUTE;

/** Runs what is due: timers, which all servers may try, and sends, which one server at a time has claimed. */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #claims: Claims;
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Map<string, Promise<void>>();
  /** What this server does not look at before a time of its own monotonic clock. */
  readonly #resting = new Map<string, { readonly until: number; readonly tries: number }>();
  /** Row key → the person whose conversation it waits for. */
  readonly #parked = new Map<string, string>();
  #queue: (() => void)[] = [];
  #abreast = 0;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#claims = new Claims(deps.server, deps.timers);
  }

  register(jobs: readonly Job[]): void {
    for (const job of jobs) this.#jobs.set(job.kind, job);
  }

  /** Starts whatever is due and free. Resolves when it has been started. */
  async look(): Promise<void> {
    const now = this.#deps.clock.now();
    const rows = await dueRows(this.#deps.governance, now);
    const keys = new Set(rows.map((row) => row.key));
    this.#claims.keepOnly(keys);
    for (const map of [this.#resting, this.#parked])
      for (const key of map.keys()) if (!keys.has(key)) map.delete(key);
    for (const row of rows) await this.#consider(row, now);
  }

  /** A commit of this server's own: what it made due is looked for at once, and not at the next poll. */
  committed(plan: Plan): void {
    const due = dueBy(this.#deps.clock.now()).to;
    const isDue = ({ key }: OwnRow): boolean => key.startsWith('O|') && key < due;
    if (![...derivedChange(plan.changed).written.values()].some(isDue)) return;
    this.look().catch((error: unknown) => this.#deps.log.warn('outbox-look-failed', { error }));
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Lets items go on whose person can be written to now. */
  learned(events: readonly Recorded[]): void {
    for (const { type, data } of events) {
      if (type !== CONVERSATION_LEARNED || !('key' in data)) continue;
      for (const [key, person] of this.#parked)
        if (conversationName(person) === data.key) this.#parked.delete(key);
    }
  }

  async #consider(row: Row, now: Instant): Promise<void> {
    const job = this.#jobs.get(row.key.split('|')[2] ?? '');
    if (job === undefined || this.#running.has(row.key) || this.#isResting(row.key)) return;
    if (job.claimed && !this.#claims.isFree(row, now)) return;
    if (await this.#isParked(row)) return;
    const run = this.#inTurn(() => this.#run(job, row)).finally(() =>
      this.#running.delete(row.key),
    );
    this.#running.set(row.key, run);
  }

  #isResting(key: string): boolean {
    return (
      (this.#resting.get(key)?.until ?? Number.NEGATIVE_INFINITY) > this.#deps.timers.monotonic()
    );
  }

  /** An item that waits costs one look whether its person is known; after that, nothing until they are. */
  async #isParked(row: Row): Promise<boolean> {
    if (this.#parked.has(row.key)) return true;
    const { wait } = claimOf(row);
    if (wait === '') return false;
    this.#parked.set(row.key, wait);
    if (await this.#deps.isKnown(wait)) this.#parked.delete(row.key);
    return this.#parked.has(row.key);
  }

  async #inTurn(run: () => Promise<void>): Promise<void> {
    if (this.#abreast >= ABREAST) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#abreast += 1;
    try {
      await run();
    } catch (error) {
      this.#deps.log.warn('outbox-item-failed', { error });
    } finally {
      this.#abreast -= 1;
      this.#queue.shift()?.();
    }
  }

  async #run(job: Job, row: Row): Promise<void> {
    const tries = 1 + (job.claimed ? claimOf(row).tries : (this.#resting.get(row.key)?.tries ?? 0));
    const etag = job.claimed ? await this.#claim(row, tries) : row.etag;
    if (etag === undefined) return;
    const outcome = await this.#outcomeOf(job, row, tries);
    await this.#settle(job, { ...row, etag }, { outcome, tries });
  }

  async #claim(row: Row, tries: number): Promise<string | undefined> {
    const { clock, server } = this.#deps;
    const until = plus(clock.now(), CLAIM_MS);
    return this.#merge(row, { by: server, tries, until, wait: '' });
  }

  async #outcomeOf(job: Job, row: Row, tries: number): Promise<JobOutcome> {
    const { governance, log } = this.#deps;
    try {
      const { text } = governance.open(row);
      return await job.run(JSON.parse(text) as DueItem, tries);
    } catch (error) {
      const afterMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1));
      log.warn('job-failed', { job: job.kind, item: row.key, tries, afterMs, error });
      return { kind: 'later', afterMs };
    }
  }

  async #settle(
    job: Job,
    row: Row,
    { outcome, tries }: { readonly outcome: JobOutcome; readonly tries: number },
  ): Promise<void> {
    const { timers, clock } = this.#deps;
    const rest = (ms: number): void => {
      this.#resting.set(row.key, { until: timers.monotonic() + ms, tries });
    };
    const released = { by: '', tries, until: '', wait: '' };
    switch (outcome.kind) {
      case 'done':
        return rest(DONE_MS);
      case 'later': {
        rest(outcome.afterMs);
        const until = plus(clock.now(), outcome.afterMs);
        if (job.claimed) await this.#merge(row, { ...released, until });
        return;
      }
      case 'waiting':
        this.#parked.set(row.key, outcome.person);
        if (job.claimed) await this.#merge(row, { ...released, wait: outcome.person });
        if (await this.#deps.isKnown(outcome.person)) this.#parked.delete(row.key);
    }
  }

  /** The new ETag, or undefined where the row has changed or gone: then it is somebody else's affair. */
  async #merge(row: Row, claim: Claim): Promise<string | undefined> {
    const { table, partition } = this.#deps.governance;
    const merged = await table.merge(partition, row.key, claimColumns(claim), row.etag);
    return merged.kind === 'done' ? merged.etag : undefined;
  }
}
