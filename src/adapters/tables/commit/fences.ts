import { Fault } from '../../../kernel/faults.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Log } from '../../../kernel/log.ts';
import { dueRow, type Job } from '../../../kernel/outbox.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { HEAD } from '../rows/keys.ts';
import type { LogStore } from '../rows/logStore.ts';
import { sleep, type Timers } from '../table/timers.ts';
import type { OwnRow } from './plan.ts';

export const FENCE_JOB = 'fence';
/** Tries of the server that committed; after them the fence is left to whoever next looks at what is due. */
const TRIES = 5;
const PAUSE_MS = 50;

/** The outbox row of a fence: written with the commit that narrows, gone once every lane's head has moved. */
export function fenceRow(now: Instant, tx: string, seq: number): OwnRow {
  const { key, value } = dueRow({ due: now, job: FENCE_JOB, id: tx, args: {} });
  return { key, text: canonicalJson(value), seq };
}

/** Raises fences that the server which committed them left behind. */
export const fenceJob = (fences: Fences): Job => ({
  kind: FENCE_JOB,
  claimed: false,
  run: async (item) => {
    await fences.raise(dueRow(item).key);
    return { kind: 'done' };
  },
});

/**
 * Moves the head of every lane, so that no decision judged on an older view of governance commits any more. Blind merges:
 * they cannot lose a race, and repeating them does no harm.
 */
export class Fences {
  readonly #governance: LogStore;
  readonly #lanes: readonly LogStore[];
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #raising = new Map<string, Promise<void>>();

  constructor(
    stores: { readonly governance: LogStore; readonly lanes: readonly LogStore[] },
    deps: { readonly timers: Timers; readonly log: Log },
  ) {
    this.#governance = stores.governance;
    this.#lanes = stores.lanes;
    this.#timers = deps.timers;
    this.#log = deps.log;
  }

  /**
   * Raises the fence of a row, if the row still stands, and forgets the row. Tries for a while, and throws where a lane
   * could not be moved.
   */
  async raise(key: string): Promise<void> {
    const raising = this.#raising.get(key) ?? this.#raise(key);
    this.#raising.set(key, raising);
    await raising.finally(() => this.#raising.delete(key));
  }

  /** Resolves when every fence stands that this server is raising. */
  async raised(): Promise<void> {
    await Promise.all(this.#raising.values());
  }

  async #raise(key: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        const row = await this.#governance.text(key);
        if (row === undefined) return;
        await this.#moveHeads(row.seq);
        break;
      } catch (error) {
        if (tries === TRIES) throw error;
        await sleep(this.#timers, PAUSE_MS * 2 ** tries);
      }
    }
    void this.#drop(key);
  }

  async #moveHeads(seq: number): Promise<void> {
    const merged = await Promise.all(
      this.#lanes.map(({ table, partition }) =>
        table.merge(partition, HEAD, { fence: String(seq) }),
      ),
    );
    for (const outcome of merged) {
      if (outcome.kind === 'done') continue;
      const code = outcome.kind === 'missing' ? 'ledger-behind-checkpoint' : 'storage-unavailable';
      throw new Fault(code, `a fence was not raised: ${outcome.kind}`, outcome);
    }
  }

  async #drop(key: string): Promise<void> {
    const { table, partition } = this.#governance;
    const { kind } = await table.transact(partition, [{ kind: 'delete', key }]);
    if (kind !== 'done' && kind !== 'missing') this.#log.warn('fence-row-left', { item: key });
  }
}
