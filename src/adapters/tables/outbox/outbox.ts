import type { Recorded } from '../../../kernel/events.ts';
import { type Clock, type Instant, MINUTE, plus, SECOND } from '../../../kernel/instant.ts';
import type { Log } from '../../../kernel/log.ts';
import type { DueItem, Job, JobOutcome } from '../../../kernel/outbox.ts';
import { derivedChange, type Plan } from '../commit/plan.ts';
import { dueBy } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Row } from '../table/table.ts';
import type { Timers } from '../table/timers.ts';
import { Abreast } from './abreast.ts';
import { type Claim, Claims, claimColumns, claimOf } from './claims.ts';
import { dueRows } from './dueRows.ts';
import { Parked } from './parked.ts';
import { Resting } from './resting.ts';

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
  readonly #resting: Resting;
  readonly #parked: Parked;
  readonly #abreast = new Abreast(ABREAST);
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Map<string, Promise<void>>();
  #looking: Promise<void> | undefined;
  #lookAgain: Promise<void> | undefined;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
    this.#claims = new Claims(deps.server, deps.timers);
    this.#resting = new Resting(deps.timers);
    this.#parked = new Parked(deps.isKnown);
  }

  register(jobs: readonly Job[]): void {
    for (const job of jobs) this.#jobs.set(job.kind, job);
  }

  /** Starts whatever is due and free as of now. Resolves when it has been started. One look at a time. */
  look(): Promise<void> {
    if (this.#looking === undefined) {
      this.#looking = this.#look().finally(() => {
        this.#looking = undefined;
      });
      return this.#looking;
    }
    this.#lookAgain ??= this.#looking
      .catch(() => {}) // told to whoever asked for that look
      .then(() => {
        this.#lookAgain = undefined;
        return this.look();
      });
    return this.#lookAgain;
  }

  /** A commit of this server's own: what it made due is looked for at once, and not at the next poll. */
  committed(plan: Plan): void {
    const due = dueBy(this.#deps.clock.now()).to;
    const keys = [...derivedChange(plan.changed).written.keys()];
    if (!keys.some((key) => key.startsWith('O|') && key < due)) return;
    this.look().catch((error: unknown) => this.#deps.log.warn('outbox-look-failed', { error }));
  }

  /** Lets items go on whose person can be written to now. */
  learned(events: readonly Recorded[]): void {
    this.#parked.learned(events);
  }

  /** Starts nothing from now on. */
  stop(): void {
    this.#jobs.clear();
  }

  /** Whether something runs. */
  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    const now = this.#deps.clock.now();
    const rows = await dueRows(this.#deps.governance, now);
    const keys = new Set(rows.map((row) => row.key));
    for (const memory of [this.#claims, this.#resting, this.#parked]) memory.keepOnly(keys);
    for (const row of rows) await this.#consider(row, now);
  }

  async #consider(row: Row, now: Instant): Promise<void> {
    const job = this.#jobs.get(row.key.split('|')[2] ?? '');
    if (job === undefined || this.#running.has(row.key) || this.#resting.isResting(row)) return;
    if (job.claimed && !this.#claims.isFree(row, now)) return;
    if (await this.#parked.isParked(row)) return;
    const run = this.#abreast
      .run(() => this.#run(job, row))
      .catch((error: unknown) =>
        this.#deps.log.warn('outbox-item-failed', { item: row.key, error }),
      )
      .finally(() => this.#running.delete(row.key));
    this.#running.set(row.key, run);
  }

  async #run(job: Job, row: Row): Promise<void> {
    if (!job.claimed) {
      const tries = this.#resting.tries(row) + 1;
      const outcome = await this.#outcomeOf(job, row, tries);
      if (outcome.kind === 'waiting') await this.#parked.park(row.key, outcome.person);
      else this.#resting.rest(row, outcome.kind === 'later' ? outcome.afterMs : DONE_MS, tries);
      return;
    }
    const tries = claimOf(row).tries + 1;
    const claimed = await this.#claim(row, tries);
    if (claimed === undefined) return; // another server was first, or the row has gone
    await this.#release(claimed, tries, await this.#outcomeOf(job, row, tries));
  }

  async #outcomeOf(job: Job, row: Row, tries: number): Promise<JobOutcome> {
    try {
      const { text } = this.#deps.governance.open(row);
      return await job.run(JSON.parse(text) as DueItem, tries);
    } catch (error) {
      const afterMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1));
      const fields = { job: job.kind, item: row.key, tries, afterMs, error };
      this.#deps.log.warn('job-failed', fields);
      return { kind: 'later', afterMs };
    }
  }

  #claim(row: Row, tries: number): Promise<Row | undefined> {
    const { clock, server } = this.#deps;
    return this.#merge(row, { by: server, tries, until: plus(clock.now(), CLAIM_MS), wait: '' });
  }

  async #release(row: Row, tries: number, outcome: JobOutcome): Promise<void> {
    const free = { by: '', tries, until: '', wait: '' };
    switch (outcome.kind) {
      case 'done':
        this.#resting.rest(row, DONE_MS, tries);
        break;
      case 'later': {
        const until = plus(this.#deps.clock.now(), outcome.afterMs);
        this.#resting.rest(row, outcome.afterMs, tries); // holds where the release is lost
        await this.#merge(row, { ...free, until });
        break;
      }
      case 'waiting':
        await this.#merge(row, { ...free, wait: outcome.person });
        await this.#parked.park(row.key, outcome.person);
    }
  }

  /** The row as it is after, or undefined where it has changed or gone: then it is somebody else's affair. */
  async #merge(row: Row, claim: Claim): Promise<Row | undefined> {
    const { table, partition } = this.#deps.governance;
    const columns = claimColumns(claim);
    const merged = await table.merge(partition, row.key, columns, row.etag);
    if (merged.kind !== 'done' || merged.etag === undefined) return undefined;
    return { ...row, etag: merged.etag };
  }
}
