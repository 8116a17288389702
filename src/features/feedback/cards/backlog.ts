import type { Room } from '../../../kernel/cards/define.ts';
import { type Line, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { REMEDY_NAMES } from '../domain/categories.ts';
import type { BacklogItem } from '../domain/priority.ts';
import { STATUS_NAMES } from '../domain/sentences.ts';
import { priorityText } from './case.ts';

export interface BacklogView {
  /** Defects that the reader may read, the most pressing first. */
  readonly items: readonly (BacklogItem & {
    readonly label: string;
    readonly mayTriage: boolean;
  })[];
  /** The reader's own reports that are open. */
  readonly own: readonly {
    readonly id: string;
    readonly agent: string;
    readonly label: string;
    readonly status: keyof typeof STATUS_NAMES;
    readonly at: Instant;
  }[];
}

/** Buttons that fit beside each other on a phone. */
const BUTTONS = 4;
/** Cases of a defect that are named. */
const NAMED = 8;

const namesOf = ({ cases }: BacklogItem): string => {
  const more = cases.length - NAMED;
  return `${cases
    .slice(0, NAMED)
    .map(({ id }) => id)
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** `2 open, 1 in progress`. */
const statusesOf = ({ cases }: BacklogItem): string =>
  [...Map.groupBy(cases, ({ status }) => status)]
    .map(([status, some]) => `${some.length} ${STATUS_NAMES[status]}`)
    .join(', ');

function itemLines(item: BacklogView['items'][number], room: Room): readonly Line[] {
  const remedies = [...new Set(item.cases.flatMap(({ remedy }) => remedy ?? []))];
  return [
    line(
      inert(item.agent, room.name, 'identifier'),
      ...(item.workflow === item.agent
        ? []
        : [own(' · '), ...inert(item.workflow, room.name, 'name')]),
      ...(item.systemicSince === undefined
        ? []
        : [own('  SYSTEMIC', { color: 'Attention', weight: 'Bolder' })]),
    ),
    line(own(priorityText(item.priority))),
    line(
      own(`${namesOf(item)}: ${statusesOf(item)}`, { isSubtle: true }),
      ...remedies.map((remedy) => own(`, ${REMEDY_NAMES[remedy]}`, { isSubtle: true })),
    ),
  ];
}

const ownLine = ({ id, agent, label, status, at }: BacklogView['own'][number], room: Room): Line =>
  line(
    own(`${id}  `, { weight: 'Bolder' }),
    own(`${label}, `),
    inert(agent, room.name, 'identifier'),
    own(`: ${STATUS_NAMES[status]}, reported `),
    localTime(at),
  );

const leftOut = (n: number, what: string): readonly Line[] =>
  n > 0 ? [line(own(`and ${n} more ${what}`, { isSubtle: true }))] : [];

function build({ items, own: mine }: BacklogView, room: Room): Sheet {
  const [shown, listed] = [items.slice(0, room.items), mine.slice(0, room.items)];
  const open = items.reduce((sum, { cases }) => sum + cases.length, 0);
  return {
    ...(items.length > 0 && {
      kicker: [own('Blocked people × severity × recurrence: the most pressing first')],
    }),
    title: [own(titleOf(items.length, open, mine.length))],
    lead: [line(own(leadOf(items.length, mine.length)))],
    sections: [
      ...shown.map((item) => ({ heading: item.label, lines: itemLines(item, room) })),
      ...(items.length > shown.length
        ? [{ heading: '…', lines: leftOut(items.length - shown.length, 'defects') }]
        : []),
      ...(listed.length === 0
        ? []
        : [
            {
              heading: 'Your own reports',
              lines: [
                ...listed.map((one) => ownLine(one, room)),
                ...leftOut(mine.length - listed.length, 'reports'),
              ],
            },
          ]),
    ],
    actions: shown
      .flatMap(({ cases, mayTriage }) => (mayTriage ? cases.slice(0, 1) : []))
      .slice(0, BUTTONS)
      .map(({ id }) => ({ title: id, data: { verb: 'feedback-open', case: id } })),
  };
}

function leadOf(defects: number, reports: number): string {
  if (defects > 0) return 'Tap a case to triage its defect, or type backlog and its number.';
  return reports > 0
    ? 'What you have reported, and how it stands.'
    : 'Nothing that you may see is open. Type report to report something.';
}

const titleOf = (defects: number, open: number, mine: number): string => {
  if (defects > 0)
    return `${defects} ${defects === 1 ? 'defect' : 'defects'}, ${open} open ${open === 1 ? 'case' : 'cases'}`;
  return mine > 0
    ? `${mine} of your reports ${mine === 1 ? 'is' : 'are'} open`
    : 'The backlog is empty';
};

/** What is open, by priority, with the first ones to be triaged. */
export const backlogCard = defineSheet<BacklogView>('feedback-backlog', build);
