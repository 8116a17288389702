import { type Cells, OTHER } from '../../../kernel/counting.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { weekOf } from '../../../kernel/week.ts';

export interface WeekCells {
  readonly week: string;
  readonly cells: Cells;
}

/** The most cells a log counts in a week; what comes after is counted under OTHER. */
export const MOST_CELLS = 200;
/** Cells stand as JSON in one property of the head, which holds 32,768 UTF-16 units: they are kept to fewer. */
export const MOST_UNITS = 28_000;
/** What a cell takes there beside its name as JSON: colon, comma, and the digits of the largest count. */
const UNITS_BESIDE = 18;

const unitsOf = (cell: string): number => JSON.stringify(cell).length + UNITS_BESIDE;

/** Counts added to cells. Keeps at most `most` and OTHER; what is bounded so takes at most MOST_UNITS. */
export function addCells(
  cells: Cells,
  counts: Iterable<readonly [string, number]>,
  most = MOST_CELLS,
): Cells {
  const sum: Record<string, number> = { ...cells };
  let room: Room | undefined;
  for (const [cell, count] of counts) {
    const isNew = !Object.hasOwn(sum, cell);
    if (isNew) room ??= roomIn(sum, most);
    const isTaken = isNew && cell !== OTHER && room?.take(cell) === true;
    const target = isNew && !isTaken ? OTHER : cell;
    sum[target] = (sum[target] ?? 0) + count;
  }
  return sum;
}

interface Room {
  /** Whether one more cell has room; then it has taken it. */
  take(cell: string): boolean;
}

/** What is left of `most` cells and of MOST_UNITS, OTHER's own counted in. */
function roomIn(cells: Cells, most: number): Room {
  const names = Object.keys(cells).filter((cell) => cell !== OTHER);
  let size = names.length;
  let units = names.reduce((all, cell) => all + unitsOf(cell), unitsOf(OTHER) + 2);
  return {
    take(cell) {
      if (size >= most || (most !== Infinity && units + unitsOf(cell) > MOST_UNITS)) return false;
      size += 1;
      units += unitsOf(cell);
      return true;
    },
  };
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
