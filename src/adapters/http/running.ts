import type { ServerResponse } from 'node:http';

/** The calls being answered. */
export interface RunningCalls {
  readonly stopping: boolean;
  /** Begins one: its signal is aborted when the caller hangs up or the server stops. It ends with the response. */
  begin(res: ServerResponse): AbortSignal;
  /** Aborts every signal, and resolves when all have ended, or after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

export function runningCalls(): RunningCalls {
  const running = new Set<AbortController>();
  let stopping = false;
  let allEnded = (): void => {};
  return {
    get stopping() {
      return stopping;
    },
    begin(res) {
      const controller = new AbortController();
      running.add(controller);
      res.once('close', () => {
        running.delete(controller);
        if (!res.writableFinished) controller.abort();
        if (running.size === 0) allEnded();
      });
      if (stopping) controller.abort();
      return controller.signal;
    },
    stop(graceMs) {
      stopping = true;
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, graceMs);
      allEnded = resolve;
      for (const controller of running) controller.abort();
      if (running.size === 0) resolve();
      return promise.finally(() => clearTimeout(timer));
    },
  };
}
