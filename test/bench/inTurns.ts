/** Two things measured in the same run, by turns. */
export interface Compared {
  /** Median of the rounds' ratios. */
  readonly ratio: number;
  /** Medians. */
  readonly ours: number;
  readonly theirs: number;
}

type Measure = () => Promise<number>;

/** Measures `ours` and `theirs` by turns, the other one first every second round: what the machine does meanwhile befalls both. */
export async function inTurns(rounds: number, ours: Measure, theirs: Measure): Promise<Compared> {
  const pairs: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours();
      pairs.push({ ours: first, theirs: await theirs() });
    } else {
      const first = await theirs();
      pairs.push({ ours: await ours(), theirs: first });
    }
  }
  return {
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
