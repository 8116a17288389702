/** A change that allows more than before, in words for the admin who tried it. */
export type Widening = string;

/** What stands in `after` and not in `before`. */
export const added = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  after.filter((item) => !before.includes(item));

/** Whether `after` stands lower than `before` on a ladder; nothing stands lowest. */
export const fewer = <T>(ladder: readonly T[], before: T, after: T | undefined): boolean =>
  after === undefined || ladder.indexOf(after) < ladder.indexOf(before);

/** A list that bounds something: absent, it bounds nothing, and what stands in it may only become less. */
export function grows(
  what: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): readonly Widening[] {
  if (before === undefined) return [];
  if (after === undefined) return [`no longer says which ${what.replace('the ', '')} it may have`];
  return added(before, after).map((name) => `adds ${what} ${name}`);
}
