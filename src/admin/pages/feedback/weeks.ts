const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The ISO week, in UTC, of a moment: `2026-W47`. */
export function weekOf(at: Date): string {
  const monday = mondayOf(at);
  const thursday = new Date(monday + 3 * DAY_MS);
  const first = mondayOf(new Date(Date.UTC(thursday.getUTCFullYear(), 0, 4)));
  const number = Math.round((monday - first) / WEEK_MS) + 1;
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`;
}

function mondayOf(at: Date): number {
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return midnight - ((at.getUTCDay() + 6) % 7) * DAY_MS;
}

function mondayIn(week: string): number | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
  return year === undefined
    ? undefined
    : mondayOf(new Date(Date.UTC(Number(year), 0, 4))) + (Number(number) - 1) * WEEK_MS;
}

const moved = (week: string, by: number): string | undefined => {
  const monday = mondayIn(week);
  return monday === undefined ? undefined : weekOf(new Date(monday + by * WEEK_MS));
};

/** Undefined for what is no week. */
export const weekBefore = (week: string): string | undefined => moved(week, -1);
export const weekAfter = (week: string): string | undefined => moved(week, 1);
