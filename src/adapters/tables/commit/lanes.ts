import type { Committed, Idempotency, Judge } from '../../../kernel/ledger.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { LogStore } from '../rows/logStore.ts';
import { type LaneDeps, LaneWriter } from './lane.ts';
import { decisionOrder, type LaneOrder } from './laneOrder.ts';
import type { Deadlines } from './waiting.ts';

/** So many races lost in a row on a lane, and the next head read may send its server elsewhere. */
const PATIENCE = 2;

/**
 * The decision lanes, as one server writes them. Nobody owns a lane: each server starts at a random one, and moves on with
 * probability 1/2 where it keeps losing races. What is bound to a lane goes there.
 */
export class Lanes {
  readonly #writers: readonly LaneWriter[];
  readonly #deadlines: Deadlines;
  readonly #draw: (below: number) => number;
  #mine: number;

  constructor(
    stores: readonly LogStore[],
    deps: Omit<LaneDeps, 'store' | 'hop'> & { readonly deadlines: Deadlines },
  ) {
    this.#deadlines = deps.deadlines;
    this.#draw = (below) => Buffer.from(deps.random(4)).readUInt32BE() % below;
    this.#writers = stores.map(
      (store, lane) =>
        new LaneWriter({ ...deps, store, hop: (conflicts) => this.#hop(lane, conflicts) }),
    );
    this.#mine = this.#draw(stores.length);
  }

  decide<T>(judge: Judge<T>, idempotency: Idempotency | undefined): Promise<Committed<T>> {
    const { order, waiting } = decisionOrder(judge, idempotency);
    this.push(order, idempotency === undefined ? this.#mine : this.laneOf(idempotency.key));
    this.#deadlines.add(waiting);
    return waiting.answer;
  }

  /** The lane of an idempotency key, the same on every server. */
  laneOf(key: string): number {
    return Number.parseInt(sha256(key).slice(0, 12), 16) % this.#writers.length;
  }

  push(order: LaneOrder, lane: number): void {
    this.#writerOf(lane).push(order);
  }

  async idle(): Promise<void> {
    await Promise.all(this.#writers.map((writer) => writer.idle()));
  }

  #hop(from: number, conflicts: number): LaneWriter | undefined {
    if (this.#writers.length === 1 || conflicts < PATIENCE || from !== this.#mine) return undefined;
    if (this.#draw(2) === 0) return undefined;
    this.#mine = (from + 1 + this.#draw(this.#writers.length - 1)) % this.#writers.length;
    return this.#writerOf(this.#mine);
  }

  #writerOf(lane: number): LaneWriter {
    const writer = this.#writers[lane];
    if (writer === undefined) throw new RangeError(`there is no lane ${lane}`);
    return writer;
  }
}
