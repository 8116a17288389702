/** Time that only measures: for waits and deadlines, never for what is written. */
export interface Timers {
  /** Milliseconds since some moment; never goes back. */
  monotonic(): number;
  /** Runs once after a while; answers how to cancel it. */
  after(ms: number, run: () => void): () => void;
}

export const sleep = (timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => {
    timers.after(ms, resolve);
  });

/** The process's own. They do not keep a process alive that has nothing else to do. */
export const realTimers: Timers = {
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};
