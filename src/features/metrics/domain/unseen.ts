import { below, type Cells, countOf, OTHER, UNKNOWN } from '../../../kernel/counting.ts';

/** What this week's figures do not show, or not by its name: a sentence each. */
export function unseen(cells: Cells): readonly { readonly text: string }[] {
  const strangers = [...below(cells, `decision.${UNKNOWN}.`).values()].reduce((a, n) => a + n, 0);
  const rest = countOf(cells, OTHER);
  const gathered = new Set(
    [...below(cells, 'decision.').keys()]
      .map((name) => name.split('.')[0] ?? '')
      .filter((cohort) => cohort.endsWith(`~${OTHER}`)),
  );
  return [
    ...(strangers > 0
      ? [`${strangers} calls named agents that nobody registered: they stand under "${UNKNOWN}".`]
      : []),
    ...[...gathered].map(
      (cohort) =>
        `Agents were called for more workflows than have figures of their own: the rest of them stands under "${cohort}".`,
    ),
    ...(rest > 0
      ? [
          `${rest} counts are in none of these figures: a log of decisions had more different ones than it keeps, and counted the rest under "${OTHER}".`,
        ]
      : []),
  ].map((text) => ({ text }));
}
