import { countOf, quantileMs } from '../../kernel/counting.ts';
import type { DigestSection, SectionItem } from '../../kernel/section.ts';
import { durationText } from '../metrics/domain/metrics.ts';
import { isAlarmEvent } from './domain/events.ts';
import { type AlarmState, alarms } from './domain/state.ts';

/** Entries before the rest is counted. */
const LISTED = 20;
const MOST = 200;

const stands = (alarm: AlarmState | undefined): string =>
  alarm?.acknowledged ? 'acknowledged' : 'still open';
const are = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

function weekSentence(raised: number, taken: number, half: number | undefined): string {
  if (raised + taken === 0) return 'No alarm was raised.';
  const pace = half === undefined ? '' : `, half of them within ${durationText(half)}`;
  return `${are(raised, 'alarm was raised', 'alarms were raised')} and ${are(taken, 'was acknowledged', 'were acknowledged')}${pace}.`;
}

const openSentence = (open: number): string =>
  open === 0 ? 'None is open.' : `${are(open, 'is open now', 'are open now')}.`;

/** Alarms of the week, how many somebody has taken on, and how long that took. */
export const alarmsSection: DigestSection = {
  id: 'incidents',
  build: async ({ ledger, week, cells, view }) => {
    const events = await ledger.reads.listed(week.name, 'alarm', MOST);
    const items = events.flatMap((event): readonly SectionItem[] => {
      if (!isAlarmEvent(event) || event.type !== 'alarm-raised') return [];
      const { what, alarm } = event.data;
      return [{ text: `${what} (${stands(view.get(alarms, alarm))})`, at: event.at }];
    });
    const [raised, taken] = [
      countOf(cells, 'alarms.raised'),
      countOf(cells, 'alarms.acknowledged'),
    ];
    const open = [...view.all(alarms).values()].filter((one) => !one.acknowledged).length;
    const half = quantileMs(cells, 'alarmWait.', 0.5);
    return {
      items: items.slice(0, LISTED),
      more: Math.max(0, items.length - LISTED),
      summary: `${weekSentence(raised, taken, half)} ${openSentence(open)}`,
    };
  },
};
