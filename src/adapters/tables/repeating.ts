import type { Log } from '../../kernel/log.ts';
import type { Timers } from './timers.ts';

/** Runs things again and again, each after a pause from the end of its last run, until stopped. */
export class Repeating {
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #cancels = new Set<() => void>();
  #stopped = false;

  constructor(timers: Timers, log: Log) {
    this.#timers = timers;
    this.#log = log;
  }

  /** `step` names it in the log. A run that fails is logged, and the next one comes as if it had not. */
  every(ms: number, step: string, run: () => Promise<void>): void {
    if (this.#stopped) return;
    const cancel = this.#timers.after(ms, () => {
      this.#cancels.delete(cancel);
      run()
        .catch((error: unknown) => this.#log.warn('repeated-step-failed', { step, error }))
        .finally(() => this.every(ms, step, run));
    });
    this.#cancels.add(cancel);
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
