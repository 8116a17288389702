import type { Recorded } from '../../../kernel/events.ts';
import { Fault } from '../../../kernel/faults.ts';
import type { AnyEntity } from '../../../kernel/feature.ts';
import type { Log } from '../../../kernel/log.ts';
import { chainWith, INITIAL_CHAIN, type StoredBlock } from '../../../ledger/block.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Head, HeadAt } from '../rows/head.ts';
import { keptRows, kindsPutBack } from '../rows/keptRows.ts';
import { eventsOf } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';
import { isSealed, putBack, requireSame } from '../rows/seals.ts';
import { Snapshot, type Version } from '../rows/snapshot.ts';
import type { Timers } from '../table/timers.ts';
import { thingKey } from './plan.ts';

/** A view that could not be refreshed for longer is not shown. */
const FRESH_MS = 1_000;
const PAGE = 100;

/**
 * All cached entities in memory, following governance block by block. What it holds came from rows whose macs fit and of which
 * the head says that they are all, each in its last version; and whenever it reaches a head, its running hash must be that
 * head's.
 */
export class GovernanceView {
  readonly #store: LogStore;
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #entities: readonly AnyEntity[];
  readonly #listeners = new Set<(events: readonly Recorded[]) => void>();
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
    this.#snapshot = new Snapshot(0, this.#entities);
  }

  /**
   * Takes the states as they stand in the table and follows the log to a head, which must seal exactly these. Throws
   * `ledger-corrupt` where rows were deleted or put back.
   */
  async load(): Promise<void> {
    const { head } = await this.#store.head();
    const standing = new Snapshot(
      head.tree.size,
      this.#entities,
      await keptRows(this.#store, this.#entities),
    );
    this.#snapshot = standing;
    this.#chain = head.chain;
    const { head: then } = await this.#follow();
    if (isSealed(then, this.#entities)) {
      requireSame(this.#snapshot.digests(), then.cached);
      await this.#confirm(this.#snapshot.changedSince(standing));
    } else {
      const folded = await this.#folded(then);
      requireSame(this.#snapshot.digests(), folded.digests());
      this.#snapshot = folded;
    }
  }

  /** Kinds whose rows in the table, which other servers start from, are not those that the head seals. */
  kindsPutBack(): Promise<readonly string[]> {
    return kindsPutBack(this.#store, this.#entities);
  }

  /** Reads the head and follows up to it. */
  async poll(): Promise<void> {
    await this.#follow();
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
    for (const block of news) this.#takeBlock(block);
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

  async #follow(): Promise<HeadAt> {
    const asked = this.#timers.monotonic();
    const at = await this.#store.head();
    await this.catchUp(at);
    this.freshSince(asked);
    return at;
  }

  /**
   * Things that changed while rows were read: what they were before that nobody has compared with a seal. So they are taken
   * from their rows, which must be of this version or of a later one.
   */
  async #confirm(changed: readonly Version[]): Promise<void> {
    for (const { entity, id, seq } of changed) {
      const row = await this.#store.text(thingKey({ entity, id }));
      if (row === undefined || row.seq < seq) throw putBack([entity.kind]);
      const state: unknown = JSON.parse(row.text);
      this.#snapshot = this.#snapshot.having({ entity, id, state, seq: row.seq });
    }
  }

  /** The log up to a head that does not say what it seals, folded from its first event. */
  async #folded({ tree, chain }: Head): Promise<Snapshot> {
    let folded = new Snapshot(0, this.#entities);
    let at = { seq: 0, chain: INITIAL_CHAIN };
    while (at.seq < tree.size) {
      const blocks = (await this.#store.blocksFrom(at.seq + 1, PAGE)).filter(
        ({ last }) => last <= tree.size,
      );
      if (blocks.length === 0) throw corrupt(`the blocks from ${at.seq + 1} on are missing`);
      at = following(at, blocks);
      for (const block of blocks)
        folded = folded.after(eventsOf(block, this.#store.log), block.last);
    }
    if (at.chain !== chain) throw corrupt(`the blocks up to ${at.seq} are not those of the head`);
    return folded;
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
  #requireFollowing(blocks: readonly StoredBlock[], head: Head): void {
    const { seq, chain } = following({ seq: this.#snapshot.seq, chain: this.#chain }, blocks);
    if (seq < head.tree.size || (seq === head.tree.size && chain !== head.chain))
      throw corrupt(`the blocks up to ${seq} are not those of the head`);
  }

  #takeBlock(block: StoredBlock): void {
    this.#take(eventsOf(block, this.#store.log), block.last, block.chain);
  }

  #take(events: readonly Recorded[], last: number, chain: string): void {
    this.#snapshot = this.#snapshot.after(events, last);
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

interface Reached {
  readonly seq: number;
  readonly chain: string;
}

/** Where blocks lead to, from the end of the one before them. */
function following(from: Reached, blocks: readonly StoredBlock[]): Reached {
  let { seq, chain } = from;
  for (const block of blocks) {
    if (block.last - block.n !== seq) throw corrupt(`block ${block.last} does not follow ${seq}`);
    chain = chainWith(chain, block.was ?? sha256(block.text));
    seq = block.last;
  }
  return { seq, chain };
}

const corrupt = (what: string): Fault => new Fault('ledger-corrupt', `governance: ${what}`);
