import * as z from 'zod';
import { cellName, countOf } from '../../../kernel/counting.ts';
import { weekOf } from '../../../kernel/week.ts';
import type { RegistryDeps } from '../deps.ts';
import { trendWeeks } from '../domain/watch/accumulation.ts';

/**
 * Decisions that were asked for; absent where a week's cells ran out, so that it is not known. `lastActive` is the newest of
 * the last 13 weeks with one, `2026-W47`; absent: none of them had any.
 */
export const activitySchema = z.strictObject({
  thisWeek: z.number(),
  lastWeek: z.number(),
  lastActive: z.string().optional(),
});
export type Activity = z.output<typeof activitySchema>;

/** What the weeks' counters say of each agent, or each connector. Connectors are counted once they are on the list. */
export async function activities(
  { ledger, clock }: Pick<RegistryDeps, 'ledger' | 'clock'>,
  about: 'agent' | 'connector',
): Promise<(id: string) => { readonly activity?: Activity }> {
  const weeks = trendWeeks(weekOf(clock.now()));
  const [from = '', to = ''] = [weeks.at(0), weeks.at(-1)];
  const cells = await ledger.reads.countersBetween(from, to);
  const [thisWeek, lastWeek] = [cells.get(to) ?? {}, cells.get(weeks.at(-2) ?? '') ?? {}];
  const isKnown = countOf(thisWeek, 'other') + countOf(lastWeek, 'other') === 0;
  return (id) => {
    if (!isKnown) return {};
    const cell = `${about}.${cellName(id)}`;
    const lastActive = weeks.findLast((week) => countOf(cells.get(week) ?? {}, cell) > 0);
    return {
      activity: {
        thisWeek: countOf(thisWeek, cell),
        lastWeek: countOf(lastWeek, cell),
        ...(lastActive !== undefined && { lastActive }),
      },
    };
  };
}
