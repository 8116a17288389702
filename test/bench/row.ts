/** One line of the bench: a figure, what it should be, and what it was made from. */
export interface Row {
  /** Its name in the JSON. */
  readonly name: string;
  readonly what: string;
  readonly value: number;
  /** Absent where a figure is told and nothing is asked of it. */
  readonly target?: number;
  /** Whether the target is the least or the most that the figure may be. */
  readonly at: 'least' | 'most';
  /** What was measured: `{decisionsPerSecond: …}`. */
  readonly detail: Readonly<Record<string, number | string>>;
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** Length of one half of a round. */
  readonly ms: number;
  /** How much of what is counted and not timed is done, up to 1. */
  readonly share: number;
}

const isMet = ({ value, target, at }: Row): boolean | undefined => {
  if (target === undefined) return undefined;
  return at === 'least' ? value >= target : value <= target;
};

const verdict = (row: Row): string => {
  const met = isMet(row);
  return met === undefined ? 'told' : met ? 'met' : 'MISSED';
};

/** Three figures that mean something, however large. */
export const figures = (value: number): number => Number(value.toPrecision(3));

export const lineOf = (row: Row): string =>
  [
    verdict(row).padEnd(6),
    `${figures(row.value)}`.padStart(8),
    (row.target === undefined ? '' : `${row.at === 'least' ? '≥' : '≤'} ${row.target}`).padEnd(6),
    row.what,
    Object.entries(row.detail)
      .map(([name, value]) => `${name} ${typeof value === 'number' ? figures(value) : value}`)
      .join(', '),
  ].join('  ');

/** The last line of the bench. */
export const jsonOf = (rows: readonly Row[]): string =>
  JSON.stringify(
    Object.fromEntries(
      rows.map((row) => [
        row.name,
        { value: row.value, target: row.target, at: row.at, met: isMet(row), ...row.detail },
      ]),
    ),
    (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value),
  );
