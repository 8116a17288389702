import { BLOCK_EVENTS } from '../../../ledger/block.ts';
import { sleep, type Timers } from '../table/timers.ts';
import type { Waited } from './waiting.ts';

export interface Queued {
  readonly waiting: Waited;
}

/**
 * Whoever waits for a log, written in groups: the next try starts when the last has returned, with what came in the
 * meantime. A try answers or closes some of those it is given; whoever is still open comes again.
 */
export class GroupQueue<I extends Queued> {
  readonly #attempt: (group: readonly I[]) => Promise<number>;
  readonly #timers: Timers;
  #waiting: I[] = [];
  #running: Promise<void> | undefined;

  /** `attempt` answers how many milliseconds to wait before the next try. What it throws fails its whole group. */
  constructor(timers: Timers, attempt: (group: readonly I[]) => Promise<number>) {
    this.#timers = timers;
    this.#attempt = attempt;
  }

  push(item: I): void {
    this.#waiting.push(item);
    this.#running ??= this.#drain();
  }

  /** Resolves when nobody waits. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Takes those out that may as well wait elsewhere. Not while a try with one of them is undecided. */
  take(movable: (item: I) => boolean): readonly I[] {
    const taken = this.#waiting.filter((item) => item.waiting.open && movable(item));
    this.#waiting = this.#waiting.filter((item) => !taken.includes(item));
    return taken;
  }

  // Between the last look at #waiting and the end of #running nothing is awaited: no push is missed.
  async #drain(): Promise<void> {
    await Promise.resolve(); // those who come in the same turn make one group
    for (;;) {
      this.#waiting = this.#waiting.filter((item) => item.waiting.open);
      if (this.#waiting.length === 0) break;
      const group = this.#waiting.slice(0, BLOCK_EVENTS);
      const pause = await this.#attempt(group).catch((error: unknown) => {
        for (const item of group) item.waiting.fail(error);
        return 0;
      });
      if (pause > 0) await sleep(this.#timers, pause);
    }
    this.#running = undefined;
  }
}
