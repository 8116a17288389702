import { Fault, isPassing } from '../../src/kernel/faults.ts';

export interface Rated {
  readonly perSecond: number;
  /** Calls that storage did not confirm in time. */
  readonly faults: number;
}

export interface Rating {
  readonly ms: number;
  /** At the same time. */
  readonly abreast: number;
}

/**
 * Calls `one` over and over and sums what it answers. A passing fault is counted and does not end it; where more than a
 * fifth of the calls meet one, it throws: that would measure an outage.
 */
export async function rate({ ms, abreast }: Rating, one: () => Promise<number>): Promise<Rated> {
  const start = performance.now();
  let [count, calls, faults] = [0, 0, 0];
  const worker = async (): Promise<void> => {
    while (performance.now() < start + ms) {
      calls += 1;
      try {
        const more = await one();
        count += more;
      } catch (error) {
        if (!(error instanceof Fault && isPassing(error.code))) throw error;
        faults += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: abreast }, worker));
  const perSecond = (count / (performance.now() - start)) * 1_000;
  if (faults > 1 + calls / 5) throw new Error(`${faults} faults in ${calls} calls`);
  return { perSecond, faults };
}
