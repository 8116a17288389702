import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, isPassing } from '../kernel/faults.ts';
import type { Log } from '../kernel/log.ts';

const PAUSE_MS = 1_000;

export interface Patience {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Told once, when the first try has failed. */
  readonly waiting?: () => Promise<void>;
}

/**
 * What `attempt` gives once nothing passing stands in its way: tried every second. Undefined where the signal was aborted
 * first. What does not pass is thrown.
 */
export async function patiently<T>(
  attempt: () => Promise<T>,
  { log, signal, waiting }: Patience,
): Promise<T | undefined> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Fault) || !isPassing(error.code)) throw error;
      log.warn('start-waits', { tries, error });
      if (tries === 1) await waiting?.();
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {}); // stopped: the loop ends
    }
  }
  return undefined;
}
