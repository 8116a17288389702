import type { Recorded } from '../../kernel/events.ts';
import { Fault } from '../../kernel/faults.ts';
import type { AnyEntity } from '../../kernel/feature.ts';
import type { Log } from '../../kernel/log.ts';
import { chainWith, parseBlock, type StoredBlock } from '../../ledger/block.ts';
import { sha256 } from '../../ledger/hash.ts';
import type { HeadAt } from './head.ts';
import { withPrefix } from './keys.ts';
import { recordedOf } from './line.ts';
import type { LogStore } from './logStore.ts';
import { Snapshot } from './snapshot.ts';
import type { Timers } from './timers.ts';

/** A view that could not be refreshed for longer is not shown. */
const FRESH_MS = 1_000;
const PAGE = 100;

/**
 * All cached entities in memory, following governance block by block. What it holds came from rows whose macs fit, and
 * whenever it reaches a head, its running hash must be that head's.
 */
export class GovernanceView {
  readonly #store: LogStore;
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #entities: readonly AnyEntity[];
  readonly #listeners = new Set<(events: readonly Recorded[]) => void>();
  /** State row key → the last event that its state held when it was read from its row. */
  readonly #reflects = new Map<string, number>();
  #snapshot: Snapshot;
  #chain = '';
  #polling: Promise<void> | undefined;
  #freshAt = Number.NEGATIVE_INFINITY;

  constructor(
    deps: { readonly store: LogStore; readonly timers: Timers; readonly log: Log },
    entities: readonly AnyEntity[],
  ) {
    this.#store = deps.store;
    this.#timers = deps.timers;
    this.#log = deps.log;
    this.#entities = entities.filter((entity) => entity.cached);
    this.#snapshot = new Snapshot(0, new Map(), this.#entities);
  }

  /** Takes the states as they stand in the table, then follows from the head read before them. */
  async load(): Promise<void> {
    const { head } = await this.#store.head();
    const states = new Map<string, ReadonlyMap<string, unknown>>();
    this.#reflects.clear();
    for (const entity of this.#entities) states.set(entity.kind, await this.#loadStates(entity));
    this.#snapshot = new Snapshot(head.tree.size, states, this.#entities);
    this.#chain = head.chain;
    await this.poll();
  }

  /** Reads the head and follows up to it. */
  async poll(): Promise<void> {
    const asked = this.#timers.monotonic();
    const at = await this.#store.head();
    await this.catchUp(at);
    this.freshSince(asked);
  }

  /** Governance was at this view's seq at that time, or later. */
  freshSince(monotonic: number): void {
    this.#freshAt = Math.max(this.#freshAt, monotonic);
  }

  /** Follows the blocks up to a head, all of them or none. Safe to run several times at once. */
  async catchUp({ head }: HeadAt): Promise<void> {
    const blocks = await this.#blocksUpTo(head.tree.size);
    // From here on nothing is awaited. Another catch-up, or a commit of our own, may have been first.
    const news = blocks.filter((block) => block.last > this.#snapshot.seq);
    this.#requireFollowing(news, head);
    for (const block of news) this.#follow(block);
  }

  /** Takes a commit of this server's own: the next events, and the head's running hash after them. */
  apply(events: readonly Recorded[], last: number, chain: string): void {
    if (last <= this.#snapshot.seq) return;
    if (last - events.length !== this.#snapshot.seq)
      throw corrupt(`${last} does not follow ${this.#snapshot.seq}`);
    this.#take(events, last, chain);
  }

  /** The view as it is, however old. */
  now(): Snapshot {
    return this.#snapshot;
  }

  /** The view, refreshed where it is older than a second. Throws where it cannot be had that fresh. */
  async fresh(): Promise<Snapshot> {
    if (this.#isFresh()) return this.now();
    this.#polling ??= this.poll().finally(() => {
      this.#polling = undefined;
    });
    await this.#polling;
    if (!this.#isFresh()) throw new Fault('storage-unavailable', 'governance answers too slowly');
    return this.now();
  }

  #isFresh(): boolean {
    return this.#timers.monotonic() - this.#freshAt <= FRESH_MS;
  }

  /** Calls back with every event from now on, in order. Answers how to stop. */
  listen(listener: (events: readonly Recorded[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #loadStates(entity: AnyEntity): Promise<ReadonlyMap<string, unknown>> {
    const states = new Map<string, unknown>();
    const { to, from } = withPrefix(`${entity.prefix}|`);
    for (let after = from; ; ) {
      const rows = await this.#store.texts({ from: after, to }, 1_000);
      for (const { key, text, seq } of rows) {
        states.set(key.slice(entity.prefix.length + 1), JSON.parse(text));
        this.#reflects.set(key, seq);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < 1_000) return states;
      after = `${last.key} `;
    }
  }

  async #blocksUpTo(size: number): Promise<readonly StoredBlock[]> {
    const all: StoredBlock[] = [];
    for (let next = this.#snapshot.seq + 1; next <= size; ) {
      const blocks = await this.#store.blocksFrom(next, PAGE);
      all.push(...blocks.filter((block) => block.last <= size));
      const last = blocks.at(-1);
      if (last === undefined) throw corrupt(`the blocks from ${next} on are missing`);
      next = last.last + 1;
    }
    return all;
  }

  /** Throws where blocks do not lead from here to the head, before any of them is believed. */
  #requireFollowing(blocks: readonly StoredBlock[], head: HeadAt['head']): void {
    let { seq } = this.#snapshot;
    let chain = this.#chain;
    for (const block of blocks) {
      if (block.last - block.n !== seq) throw corrupt(`block ${block.last} does not follow ${seq}`);
      chain = chainWith(chain, block.was ?? sha256(block.text));
      seq = block.last;
    }
    if (seq < head.tree.size || (seq === head.tree.size && chain !== head.chain))
      throw corrupt(`the blocks up to ${seq} are not those of the head`);
  }

  #follow({ last, n, text, chain }: StoredBlock): void {
    const events = parseBlock(text).map((line, i) =>
      recordedOf(line, { log: this.#store.log, seq: last - n + 1 + i }),
    );
    this.#take(
      events.filter((event) => event !== undefined),
      last,
      chain,
    );
  }

  #take(events: readonly Recorded[], last: number, chain: string): void {
    const { states } = this.#snapshot.after(events, (key) => this.#reflects.get(key) ?? 0);
    this.#snapshot = new Snapshot(last, states, this.#entities);
    this.#chain = chain;
    this.#tell(events);
  }

  #tell(events: readonly Recorded[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        this.#log.error('listener-failed', { ledger: this.#store.log, error });
      }
    }
  }
}

const corrupt = (what: string): Fault => new Fault('ledger-corrupt', `governance: ${what}`);
