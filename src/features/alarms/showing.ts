import type { View } from '../../kernel/ledger.ts';
import { type AlarmState, alarms } from './domain/state.ts';

/** Alarms, the newest first. */
export const alarmsIn = (view: View): readonly AlarmState[] =>
  [...view.all(alarms).values()].toSorted((a, b) => b.seq - a.seq);

/** Alarms that somebody has taken on, the one that was taken on last first. */
export const acknowledgedIn = (view: View): readonly AlarmState[] =>
  alarmsIn(view)
    .flatMap((one) => (one.acknowledged ? [{ one, at: one.acknowledged.at }] : []))
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .map(({ one }) => one);

export const isOpen = ({ acknowledged }: Pick<AlarmState, 'acknowledged'>): boolean =>
  acknowledged === undefined;

/** An alarm as the API and other systems see it. */
export const shownAlarm = (state: AlarmState) => ({
  id: state.alarm,
  kind: state.kind,
  status: isOpen(state) ? ('open' as const) : ('acknowledged' as const),
  week: state.week,
  what: state.what,
  todo: state.todo,
  ...(state.subject !== undefined && { subject: state.subject }),
  raisedAt: state.raisedAt,
  ledger: { log: 'g', seq: state.seq },
  ...(state.acknowledged && {
    acknowledged: {
      by: state.acknowledged.by.kind === 'person' ? state.acknowledged.by.id : '',
      at: state.acknowledged.at,
      ...(state.acknowledged.note !== undefined && { note: state.acknowledged.note }),
    },
  }),
});
