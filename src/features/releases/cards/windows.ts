import type { Room } from '../../../kernel/cards/define.ts';
import { type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Calendar, Freeze, ReleaseWindow } from '../domain/events.ts';
import { freezeWords, hoursWords, scopeWords } from '../words.ts';

export const ADOPT_VERB = 'windows-adopt';
export const REJECT_VERB = 'windows-reject';

/** The calendar as one reader sees it. */
export interface WindowsView {
  readonly calendar: Calendar;
  /** What holds in production for every agent. */
  readonly production: {
    readonly open: boolean;
    readonly freeze?: string;
    readonly next?: { readonly from: Instant; readonly to: Instant };
  };
  readonly now: Instant;
  readonly timeZone: string;
  readonly proposal?: {
    readonly calendar: Calendar;
    readonly digest: string;
    readonly reason: string;
    readonly widens: readonly string[];
    /** Name of who proposed it. */
    readonly by: string;
    readonly mayAdopt: boolean;
    readonly mayReject: boolean;
  };
}

const windowLine = (one: ReleaseWindow, room: Room): Line =>
  line(
    inert(one.id, room.name, 'identifier'),
    own(`: ${hoursWords(one)}, for `),
    inert(scopeWords(one), room.name * 2),
  );

const freezeLine = (one: Freeze, timeZone: string, room: Room): Line =>
  line(
    inert(one.id, room.name, 'identifier'),
    own(`: ${freezeWords(one, timeZone)}, for `),
    inert(scopeWords(one), room.name * 2),
    own('. Why: '),
    inert(one.reason, room.text),
  );

function capped(lines: readonly Line[], room: Room): readonly Line[] {
  const more = lines.length - room.items;
  return more > 0 ? [...lines.slice(0, room.items), line(own(`And ${more} more.`))] : lines;
}

function entries({ windows, freezes }: Calendar, view: WindowsView, room: Room) {
  const ahead = freezes.filter(({ to }) => view.now < to);
  return {
    windows: capped(
      windows.map((one) => windowLine(one, room)),
      room,
    ),
    freezes: capped(
      ahead.map((one) => freezeLine(one, view.timeZone, room)),
      room,
    ),
  };
}

function standing({ calendar, production: { open, freeze, next } }: WindowsView): Line {
  if (open && calendar.windows.length === 0)
    return line(own('No windows are set: changes may take effect at any time.'));
  if (open) return line(own('Changes in production may take effect now.'));
  const why =
    freeze === undefined ? 'No window is open in production now.' : 'Production is frozen now.';
  return next === undefined
    ? line(own(why))
    : line(
        own(`${why} The next window is open from `),
        localTime(next.from),
        own(' to '),
        localTime(next.to),
        own('.'),
      );
}

const RULE =
  'Outside its windows, production changes only with a deviation: request deviation. Pausing, revoking and narrowing are never held back.';

function proposed({ proposal, ...view }: WindowsView, room: Room): NonNullable<Sheet['sections']> {
  if (!proposal) return [];
  const { windows, freezes } = entries(proposal.calendar, view, room);
  return [
    {
      heading: 'Proposed instead, for the board to decide',
      lines: [
        line(
          own('By '),
          inert(proposal.by, room.name, 'name'),
          own('. Why: '),
          inert(proposal.reason, room.text),
        ),
        ...capped(
          proposal.widens.map((one) => line(own('It '), inert(one, room.text))),
          room,
        ),
        ...(windows.length === 0 ? [line(own('No windows.'))] : windows),
        ...(freezes.length === 0 ? [line(own('No freezes.'))] : freezes),
      ],
    },
  ];
}

function sheet(view: WindowsView, room: Room): Sheet {
  const { windows, freezes } = entries(view.calendar, view, room);
  const { proposal } = view;
  const data = { digest: proposal?.digest ?? '' };
  return {
    title: [own('Release windows')],
    lead: [standing(view), ...(windows.length + freezes.length > 0 ? [line(own(RULE))] : [])],
    sections: [
      ...(windows.length > 0 ? [{ heading: 'Every week', lines: windows }] : []),
      ...(freezes.length > 0 ? [{ heading: 'Freezes', lines: freezes }] : []),
      ...proposed(view, room),
    ],
    actions: [
      ...(proposal?.mayAdopt ? [{ title: 'Adopt', data: { verb: ADOPT_VERB, ...data } }] : []),
      ...(proposal?.mayReject
        ? [{ title: 'Turn down', data: { verb: REJECT_VERB, ...data } }]
        : []),
    ],
  };
}

/** When changes may take effect, what is proposed instead, and the buttons of who decides about that. */
export const windowsCard = defineSheet<WindowsView>('windows', sheet);
