import type { Clock, Instant } from '../../../kernel/instant.ts';
import type { HeadAt } from '../rows/head.ts';
import type { Random } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Model } from '../rows/model.ts';
import type { Failed, Op } from '../table/table.ts';
import type { Timers } from '../table/timers.ts';
import { append } from './append.ts';
import { GroupQueue } from './groupQueue.ts';
import { firstOf, judgeGroup, type Writing } from './laneGroup.ts';
import type { LaneOrder } from './laneOrder.ts';
import { failAlone, Retrying } from './retrying.ts';
import { type Current, Version } from './version.ts';
import type { GovernanceView } from './view.ts';

export interface LaneDeps {
  readonly store: LogStore;
  readonly view: GovernanceView;
  readonly model: Model;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Where to go on after so many races lost in a row: another lane, or undefined to stay. */
  readonly hop: (conflicts: number) => Pick<LaneWriter, 'push'> | undefined;
}

/** Writes one decision lane: judgements in groups, each conditional on the head that any fence moves. */
export class LaneWriter {
  readonly #deps: LaneDeps;
  readonly #queue: GroupQueue<LaneOrder>;
  readonly #version: Version;
  /** Races lost in a row. */
  #conflicts = 0;
  readonly #retrying = new Retrying();

  constructor(deps: LaneDeps) {
    this.#deps = deps;
    this.#queue = new GroupQueue(deps.timers, (group) => this.#attempt(group));
    // The lane's head first, governance second: what could forbid a decision was committed before its fence moved this
    // head. So it is in the view, or the commit on this head fails.
    this.#version = new Version(deps, () => deps.view.poll());
  }

  push(order: LaneOrder): void {
    this.#queue.push(order);
  }

  /** Resolves when nothing waits. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  /** One try. Answers how many milliseconds to wait before the next. */
  async #attempt(waiting: readonly LaneOrder[]): Promise<number> {
    try {
      const current = await this.#version.current();
      const moved = this.#moveOn();
      const open = waiting.filter((order) => order.waiting.open && !moved.includes(order));
      return await this.#try(this.#retrying.next(open), current);
    } catch (error) {
      return this.#retrying.pauseAfter(error);
    }
  }

  async #try(orders: readonly LaneOrder[], { at }: Current): Promise<number> {
    const { store, view, clock, random, model } = this.#deps;
    const free = await this.#unanswered(firstOf(orders));
    const size = at.head.tree.size;
    const base = { log: store.log, size, view: view.now(), now: clock.now(), model, random };
    const group = judgeGroup(free, base);
    if (group.length > 0) return this.#send(group, at);
    return orders.some(({ waiting }) => waiting.open) ? this.#retrying.pause : 0;
  }

  async #send(group: readonly Writing[], at: HeadAt): Promise<number> {
    const { store, random } = this.#deps;
    const tx = Buffer.from(random(16)).toString('base64url');
    const appended = append(at.head, {
      lines: group.map(({ line }) => line),
      counts: group.flatMap(({ counts }) => counts),
      counters: at.head.counters,
      at: latest(group),
      tx,
    });
    const landed = (): void => {
      for (const { judgement, place } of group) judgement.finish(place);
    };
    this.#version.sent({ etag: at.etag, last: appended.block.last, tx, landed });
    const ops = [...store.appendOps(at, appended), ...group.flatMap((one) => this.#rowOf(one))];
    const outcome = await store.table.transact(store.partition, ops);
    if (outcome.kind !== 'done') return this.#lost(group, outcome);
    this.#version.won(appended.head, outcome.etags[0], at.fence);
    landed();
    this.#conflicts = 0;
    this.#retrying.acknowledged();
    return 0;
  }

  /** Those whose own row is not there yet. Others are answered from it, or come again where it could not be read. */
  async #unanswered(orders: readonly LaneOrder[]): Promise<readonly LaneOrder[]> {
    if (orders.every(({ row }) => row === undefined)) return orders;
    const free = await Promise.all(orders.map((order) => this.#isFree(order)));
    return orders.filter((_, i) => free[i] === true);
  }

  async #isFree({ row, waiting }: LaneOrder): Promise<boolean> {
    if (row === undefined) return true;
    try {
      const found = await this.#deps.store.text(row.key);
      if (found !== undefined) row.stands(found.text);
      return found === undefined;
    } catch (error) {
      failAlone(waiting, error);
      return false;
    }
  }

  #rowOf({ order, judgement, place }: Writing): Op[] {
    if (order.row === undefined || judgement.row === undefined) return [];
    const text = { seq: place.seq, text: judgement.row(place) };
    return [this.#deps.store.sealed('create', order.row.key, text)];
  }

  /** Moves what is not bound to this lane to another one, where this server keeps losing races here. */
  #moveOn(): readonly LaneOrder[] {
    if (this.#version.undecided) return [];
    const target = this.#deps.hop(this.#conflicts);
    if (target === undefined) return [];
    this.#conflicts = 0;
    const moved = this.#queue.take((order) => order.row === undefined);
    for (const order of moved) target.push(order);
    return moved;
  }

  #lost(group: readonly Writing[], outcome: Failed): number {
    this.#version.lost(outcome);
    if (outcome.kind === 'conflict') this.#conflicts += 1;
    return this.#retrying.lost(
      group.map(({ order }) => order.waiting),
      outcome,
    );
  }
}

const latest = (group: readonly Writing[]): Instant =>
  group.reduce((last, { at }) => (last < at ? at : last), '' as Instant);
