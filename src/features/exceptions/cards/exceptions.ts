import type { Room } from '../../../kernel/cards/define.ts';
import { type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet, type SheetAction } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** An exception as one reader sees it. */
export interface ExceptionView {
  readonly id: string;
  readonly agentId: string;
  /** Empty: it is about the agent as a whole. */
  readonly connectorId: string;
  /** Ours: `business hours`. */
  readonly standard: string;
  readonly what: string;
  /** Name of who answers for it. */
  readonly owner: string;
  readonly ageDays: number;
  readonly until: Instant;
  /** The reader may end it. */
  readonly mayClose: boolean;
}

export interface ExceptionsView {
  readonly exceptions: readonly ExceptionView[];
}

export const CLOSE_VERB = 'exception-close';

const termsOf = (view: ExceptionView, room: Room): readonly Line[] => [
  line(
    inert(view.agentId, room.name, 'identifier'),
    own(` differs from the standard for ${view.standard}`),
    view.connectorId === ''
      ? []
      : [own(' with '), ...inert(view.connectorId, room.name, 'identifier')],
  ),
  line(own('What is different: '), inert(view.what, room.text)),
  line(own('Answers for it: '), inert(view.owner, room.name, 'name')),
  line(
    own(`For ${view.ageDays} ${view.ageDays === 1 ? 'day' : 'days'} by now, until `),
    localTime(view.until),
  ),
];

const closeAction = ({ id }: ExceptionView): SheetAction => ({
  title: `End ${id}`,
  data: { verb: CLOSE_VERB, exception: id },
});

/** More buttons do not fit on a phone. */
const MOST_BUTTONS = 3;

function list({ exceptions }: ExceptionsView, room: Room): Sheet {
  const shown = exceptions.slice(0, room.items);
  const more = exceptions.length - shown.length;
  const n = exceptions.length;
  return {
    title: [own(n === 0 ? 'No exception' : n === 1 ? '1 exception' : `${n} exceptions`)],
    lead: [
      line(
        own(
          n === 0
            ? 'Nothing that you may know of differs from a standard.'
            : 'What differs from a standard, until its date. It lifts no rule of the policy.',
        ),
      ),
    ],
    sections: [
      ...shown.map((one) => ({ heading: one.id, lines: termsOf(one, room) })),
      ...(more > 0 ? [{ heading: 'And', lines: [line(own(`${more} more.`))] }] : []),
    ],
    actions: n > MOST_BUTTONS ? [] : shown.filter(({ mayClose }) => mayClose).map(closeAction),
  };
}

/** The register as its reader may see it, with a button to end each where there are few. */
export const exceptionsCard = defineSheet<ExceptionsView>('exceptions', list);
