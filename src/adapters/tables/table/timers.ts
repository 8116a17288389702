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

/** Resolves when a promise is settled, one way or the other, and after a while in any case. */
export async function inTime(timers: Timers, ms: number, promise: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const cancel = timers.after(Math.max(0, ms), late.resolve);
  await Promise.race([Promise.allSettled([promise]), late.promise]);
  cancel();
}

/** The process's own. They do not keep a process alive that has nothing else to do. */
export const realTimers: Timers = {
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};
