/** Counters of a week: cell → how much. Cells are `<what>.<kind>.<which>`; names in them never hold a dot. */
export type Cells = Readonly<Record<string, number>>;

export const countOf = (cells: Cells, cell: string): number => cells[cell] ?? 0;

/** What finds no cell of its own is counted here: as a cell for all kinds, and as the name of a kind's rest. */
export const OTHER = 'other';
/** The name of what nobody has registered. */
export const UNKNOWN = 'unknown';

/** What stands below a prefix: `outcome.` → cell's rest → count. */
export const below = (cells: Cells, prefix: string): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(cells).flatMap(([cell, n]) =>
      cell.startsWith(prefix) ? [[cell.slice(prefix.length), n] as const] : [],
    ),
  );

/** What parts the names in a cell, and what takes more room as JSON than it has characters. */
const UNFIT = /[.|~"\\\p{Cc}\p{Cs}]/gu;

/**
 * A name as it may stand in a cell. Callers make names up, and all cells of a log stand in one property of its head: a name
 * must not take more room there than it is counted for.
 */
export function cellName(name: string, most = 60): string {
  const cut = name.replaceAll(UNFIT, '_').slice(0, most);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

const BUCKETS = 16;
const FIRST_MS = 5_000;
const FACTOR = 2.2;

/** Upper bounds in milliseconds: 5 s, 11 s, 24 s, … about 8 days; the last bucket holds whatever is longer. */
const BOUNDS = Array.from({ length: BUCKETS }, (_, i) => FIRST_MS * FACTOR ** i);

/** The bucket of a duration, 0 to 15. */
export function bucketOf(ms: number): number {
  const found = BOUNDS.findIndex((bound) => ms < bound);
  return found < 0 ? BUCKETS - 1 : found;
}

/** A quantile of durations counted below a prefix, as the upper bound of its bucket in ms; undefined where none were. */
export function quantileMs(cells: Cells, prefix: string, share: number): number | undefined {
  const counts = Array.from({ length: BUCKETS }, (_, i) => countOf(cells, `${prefix}${i}`));
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return undefined;
  let seen = 0;
  const index = counts.findIndex((n) => {
    seen += n;
    return seen >= share * total;
  });
  return Math.round(BOUNDS[index < 0 ? BUCKETS - 1 : index] ?? 0);
}
