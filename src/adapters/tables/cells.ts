import type { Cells } from '../../kernel/counting.ts';
import type { Instant } from '../../kernel/instant.ts';
import { weekOf } from '../../kernel/week.ts';

export interface WeekCells {
  readonly week: string;
  readonly cells: Cells;
}

/** The most cells a log counts in a week; what comes after is counted under OTHER. */
export const MOST_CELLS = 200;
export const OTHER = 'other';

/** Counts added to cells. Keeps at most `most` and OTHER. */
export function addCells(
  cells: Cells,
  counts: Iterable<readonly [string, number]>,
  most = MOST_CELLS,
): Cells {
  const sum: Record<string, number> = { ...cells };
  let size = Object.keys(sum).length;
  for (const [cell, count] of counts) {
    const known = Object.hasOwn(sum, cell);
    const target = known || size < most ? cell : OTHER;
    if (!Object.hasOwn(sum, target)) size += 1;
    sum[target] = (sum[target] ?? 0) + count;
  }
  return sum;
}

/**
 * The week that a commit counts into whose events are of `at`, and the week it closes, if it is the first of a new one.
 * Weeks never go back: a server whose clock is behind counts into the week that has begun.
 */
export function rollWeek(
  open: WeekCells,
  at: Instant,
): { readonly open: WeekCells; readonly closed: WeekCells | undefined } {
  const week = weekOf(at).name;
  if (week <= open.week) return { open, closed: undefined };
  return { open: { week, cells: {} }, closed: open };
}
