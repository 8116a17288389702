import { DAY, type Instant, plus } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { agents } from '../registry/domain/fold.ts';
import { occurrences } from '../releases/domain/occurrences.ts';
import { calendarIn } from '../releases/domain/state.ts';
import { type CalendarEntry, calendarText } from './domain/calendar.ts';
import { campaignsIn, oversees, ownAgents, shownCampaign, type Who } from './showing.ts';

/** What comes: the due dates of open rounds, and when the next look at each of one's own agents is due. */
export function calendarFor(who: Who, view: View, now: Instant): string {
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
  return calendarText([...rounds, ...next, ...releaseEntries(view, now)], now);
}

/** How far ahead windows are listed one by one. */
const WEEKS_AHEAD = 6;

/** The release windows of the next weeks, and every freeze that is not over. */
function releaseEntries(view: View, now: Instant): readonly CalendarEntry[] {
  const { windows, freezes } = calendarIn(view);
  const ahead = { from: now, to: plus(now, WEEKS_AHEAD * 7 * DAY) };
  return [
    ...windows.flatMap((window) =>
      occurrences(window, ahead).map(({ from, to }) => ({
        uid: `window-${window.id}-${from.slice(0, 10)}@countersign`,
        at: from,
        to,
        summary: `Release window ${window.id}`,
        description: `Changes in ${window.environments.join(', ')} may take effect. Write “windows” to the bot.`,
      })),
    ),
    ...freezes
      .filter(({ to }) => now < to)
      .map(({ id, from, to, environments, reason }) => ({
        uid: `freeze-${id}@countersign`,
        at: from,
        to,
        summary: `Freeze ${id}`,
        description: `Nothing changes in ${environments.join(', ')}: ${reason}`,
      })),
  ];
}
