import type { Room } from '../../../kernel/cards/define.ts';
import { fact, type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet, type SheetAction } from '../../../kernel/cards/sheet.ts';
import { inert, own, styled } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** An alarm as everybody in a room sees it. */
export interface AlarmView {
  readonly alarm: string;
  readonly what: string;
  /** Ours. */
  readonly todo: string;
  readonly raisedAt: Instant;
  /** Where it stands in the ledger: `g/123`. */
  readonly place: string;
  readonly acknowledged?: {
    /** A name. */
    readonly by: string;
    readonly at: Instant;
    readonly note: string;
  };
}

export const ACKNOWLEDGE_VERB = 'alarm-acknowledge';

const acknowledgeAction = (title: string, { alarm }: AlarmView): SheetAction => ({
  title,
  data: { verb: ACKNOWLEDGE_VERB, alarm },
});

const noteLines = (note: string, room: Room): readonly Line[] =>
  note === '' ? [] : [line(own('Note: '), inert(note, room.text))];

function build({ acknowledged, ...view }: AlarmView, room: Room): Sheet {
  const { what, todo, alarm, raisedAt, place } = view;
  return {
    kicker: [own('Raised '), localTime(raisedAt)],
    title: [own('Alarm')],
    banner: acknowledged
      ? {
          runs: [
            ...inert(acknowledged.by, room.name, 'name'),
            own(' acknowledged this, '),
            localTime(acknowledged.at),
          ],
          weight: 'good',
        }
      : { runs: [own('Nobody has acknowledged this yet.')], weight: 'attention' },
    lead: [
      line(styled(inert(what, room.text, 'name'), { weight: 'Bolder' })),
      line(own(todo)),
      ...noteLines(acknowledged?.note ?? '', room),
    ],
    facts: [fact('In the ledger', line(own(`${alarm}, at ${place}`)))],
    actions: acknowledged ? [] : [acknowledgeAction('Acknowledge', view)],
  };
}

/** One alarm: what is the matter, what to do, and who has taken it on. */
export const alarmCard = defineSheet<AlarmView>('alarm', build);

/** More buttons do not fit on a phone. */
const MOST_BUTTONS = 3;

function list({ alarms }: { readonly alarms: readonly AlarmView[] }, room: Room): Sheet {
  const shown = alarms.slice(0, room.items);
  const [n, more] = [alarms.length, alarms.length - shown.length];
  return {
    title: [own(n === 0 ? 'No open alarm' : n === 1 ? '1 open alarm' : `${n} open alarms`)],
    lead: [
      line(
        own(
          n === 0
            ? 'Nothing asks for a look that nobody has taken on.'
            : 'Whoever acknowledges one says that they look at it; the first who does is written down.',
        ),
      ),
    ],
    sections: [
      ...shown.map((one, i) => ({
        heading: `${i + 1} · ${one.alarm}`,
        lines: [
          line(inert(one.what, room.text, 'name')),
          line(own(`${one.todo} · `), localTime(one.raisedAt)),
        ],
      })),
      ...(more > 0 ? [{ heading: 'And', lines: [line(own(`${more} more.`))] }] : []),
    ],
    actions:
      n > MOST_BUTTONS ? [] : shown.map((one, i) => acknowledgeAction(`Take on ${i + 1}`, one)),
  };
}

/** Every alarm that is open. */
export const alarmsCard = defineSheet<{ readonly alarms: readonly AlarmView[] }>('alarms', list);
