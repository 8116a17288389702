import type { View } from '../../kernel/ledger.ts';
import { agents } from '../registry/domain/fold.ts';
import { type CalendarEntry, calendarText } from './domain/calendar.ts';
import { campaignsIn, oversees, ownAgents, shownCampaign, type Who } from './showing.ts';

/** What comes: the due dates of open rounds, and when the next look at each of one's own agents is due. */
export function calendarFor(who: Who, view: View, now: string): string {
  const own = ownAgents(who.person, view);
  const rounds = campaignsIn(view)
    .map(shownCampaign)
    .filter(({ status }) => status !== 'complete' && (oversees(who) || own.length > 0))
    .map(
      ({ id, due, done, agents: all, department = 'all departments' }): CalendarEntry => ({
        uid: `${id}@countersign`,
        at: due,
        summary: `Access review ${id} is due`,
        description: `${department}: ${done} of ${all} agents are answered. Write “reviews” to the bot.`,
      }),
    );
  const next = own.flatMap((id): readonly CalendarEntry[] => {
    const reviewBy = view.get(agents, id)?.record.reviewBy;
    return reviewBy === undefined
      ? []
      : [
          {
            uid: `agent-${id}@countersign`,
            at: reviewBy,
            summary: `Review the agent ${id}`,
            description: 'Its next access review is due by this day.',
          },
        ];
  });
  return calendarText([...rounds, ...next], now);
}
