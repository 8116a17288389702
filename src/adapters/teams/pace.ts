/** Time as it passes on this machine, for limits and patience. Not the house's clock: that one may stand still. */
export interface Pace {
  /** Milliseconds since some fixed moment, never going back. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export const realPace: Pace = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
};
