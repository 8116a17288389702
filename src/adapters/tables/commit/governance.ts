import type { Clock } from '../../../kernel/instant.ts';
import type { Committed, Idempotency, Work } from '../../../kernel/ledger.ts';
import type { Random } from '../rows/line.ts';
import type { LogStore } from '../rows/logStore.ts';
import type { Model } from '../rows/model.ts';
import type { Failed } from '../table/table.ts';
import type { Timers } from '../table/timers.ts';
import { Base } from './base.ts';
import type { Fences } from './fences.ts';
import { type Group, groupOps, type Member, planGroup } from './governanceGroup.ts';
import { GroupQueue } from './groupQueue.ts';
import { keepAnswer } from './keeping.ts';
import { type Order, type OwnWork, orderOf } from './order.ts';
import type { Plan } from './plan.ts';
import { RecentStates } from './recentStates.ts';
import { Retrying } from './retrying.ts';
import { type Current, Version } from './version.ts';
import type { GovernanceView } from './view.ts';
import type { Deadlines } from './waiting.ts';

export interface GovernanceDeps {
  readonly store: LogStore;
  readonly view: GovernanceView;
  readonly fences: Fences;
  readonly deadlines: Deadlines;
  readonly model: Model;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Told of every commit of this server's own, once it is known to stand. */
  readonly committed: (plan: Plan) => void;
}

/** Writes governance: works in groups, each try on one version, conditional on the head. */
export class GovernanceWriter {
  readonly #deps: GovernanceDeps;
  readonly #queue: GroupQueue<Order>;
  readonly #version: Version;
  readonly #recent: RecentStates;
  /** Answers that wait for more than their commit. */
  readonly #behind = new Set<Promise<void>>();
  readonly #retrying = new Retrying();

  constructor(deps: GovernanceDeps) {
    this.#deps = deps;
    this.#recent = new RecentStates(deps.model);
    deps.view.listen((events) => this.#recent.follow(events));
    this.#queue = new GroupQueue(deps.timers, (group) => this.#attempt(group));
    this.#version = new Version(deps, async (at, asked) => {
      await deps.view.catchUp(at);
      deps.view.freshSince(asked);
    });
  }

  commit<T>(work: Work<T> | OwnWork<T>, idempotency?: Idempotency): Promise<Committed<T>> {
    const { order, waiting } = orderOf(work, idempotency);
    this.#deps.deadlines.add(waiting);
    this.#queue.push(order);
    return waiting.answer;
  }

  /** Resolves when nothing waits, no fence is being raised and no answer kept. */
  async idle(): Promise<void> {
    await this.#queue.idle();
    await Promise.all(this.#behind);
  }

  /** One try. Answers how many milliseconds to wait before the next. */
  async #attempt(waiting: readonly Order[]): Promise<number> {
    try {
      return await this.#try(waiting, await this.#version.current());
    } catch (error) {
      return this.#retrying.pauseAfter(error);
    }
  }

  async #try(waiting: readonly Order[], { at, fresh }: Current): Promise<number> {
    const { store, view, clock } = this.#deps;
    const orders = this.#retrying.next(waiting.filter((order) => order.waiting.open));
    const from = { store, recent: this.#recent };
    const base = new Base({ at, view: view.now(), now: clock.now() }, from);
    const group = await planGroup(orders, { ...this.#deps, base });
    if (group.writers.length > 0) return this.#send(group);
    if (group.askers.length > 0 && !fresh) {
      // Nothing to write: the answers hold only where nobody has written since this version was read.
      const newest = await this.#version.read();
      if (newest.etag !== at.etag) return this.#try(waiting, { at: newest, fresh: true });
    }
    for (const member of group.askers) this.#finish(member);
    return orders.some((order) => order.waiting.open) ? this.#retrying.pause : 0;
  }

  async #send(group: Group): Promise<number> {
    const { store, view, timers, model } = this.#deps;
    const { etag, fence } = group.base.at;
    const { appended, ops } = groupOps(group, store, model);
    const { head, block } = appended;
    const landed = (): void => this.#landed(group);
    this.#version.sent({ etag, last: block.last, tx: group.tx, landed });
    const asked = timers.monotonic();
    const outcome = await store.table.transact(store.partition, ops);
    if (outcome.kind !== 'done') return this.#lost(group, outcome);
    this.#version.won(head, outcome.etags[0], fence);
    view.apply(group.plan.events, block.last, block.chain);
    view.freshSince(asked);
    this.#recent.keep(block.last, [...group.base.states, ...group.plan.changed]);
    landed();
    this.#retrying.acknowledged();
    return 0;
  }

  #landed({ plan, writers, askers }: Group): void {
    this.#deps.committed(plan);
    for (const member of [...writers, ...askers]) this.#finish(member);
  }

  /** Answers a member: at once, or when the fence it has to wait for stands on every lane, and its answer is kept. */
  #finish(member: Member): void {
    const { order, fence, keep, finish } = member;
    if (fence === 'none' && keep === undefined) {
      finish();
      return;
    }
    order.waiting.open = false;
    const behind = this.#finishBehind(member)
      .catch((error: unknown) => order.waiting.fail(error))
      .finally(() => this.#behind.delete(behind));
    this.#behind.add(behind);
  }

  async #finishBehind({ order, fence, keep, finish }: Member): Promise<void> {
    const { fences, store } = this.#deps;
    if (fence === 'every') await fences.raised();
    else if (fence !== 'none') await fences.raise(fence.key);
    const faster = keep && (await keepAnswer(store, order, keep));
    if (faster === undefined) finish();
    else faster();
  }

  #lost({ writers }: Group, outcome: Failed): number {
    this.#version.lost(outcome);
    return this.#retrying.lost(
      writers.map(({ order }) => order.waiting),
      outcome,
    );
  }
}
