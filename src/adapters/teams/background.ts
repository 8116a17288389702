import type { Log } from '../../kernel/log.ts';

/** Work that nobody waits for: failures are logged, and a stopping server can wait until it is done. */
export interface Background {
  /** Resolves when the work has ended, well or not. */
  run(work: Promise<unknown>): Promise<void>;
  /** When everything that runs now has ended. */
  idle(): Promise<void>;
}

export function createBackground(log: Log): Background {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const ended = work.then(
        () => undefined,
        (error: unknown) => log.warn('background-failed', { error }),
      );
      running.add(ended);
      return ended.finally(() => running.delete(ended));
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
