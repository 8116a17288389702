import type { Log } from '../../../kernel/log.ts';
import type { Timers } from '../table/timers.ts';

/** Runs things again and again, each after a pause from the end of its last run, until stopped. */
export class Repeating {
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #cancels = new Set<() => void>();
  /** Steps whose last run failed: said once, and once more when they go on. */
  readonly #failing = new Set<string>();
  #stopped = false;

  constructor(timers: Timers, log: Log) {
    this.#timers = timers;
    this.#log = log;
  }

  /** `step` names it in the log. After a run that fails the next one comes as if it had not. */
  every(ms: number, step: string, run: () => Promise<void>): void {
    if (this.#stopped) return;
    const cancel = this.#timers.after(ms, () => {
      this.#cancels.delete(cancel);
      void this.#once(step, run).then(() => this.every(ms, step, run));
    });
    this.#cancels.add(cancel);
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  async #once(step: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
      if (this.#failing.delete(step)) this.#log.info('ledger-step-recovered', { step });
    } catch (error) {
      if (!this.#failing.has(step)) this.#log.warn('ledger-step-failed', { step, error });
      this.#failing.add(step);
    }
  }
}
