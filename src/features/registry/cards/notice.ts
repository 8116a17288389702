import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, line, namesLine } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import type { Above, Gathered } from '../domain/watch/templates.ts';
import type { LostSeat, Things } from '../domain/watch/watchEvents.ts';

/** Something to look at, as everybody who is told sees it. */
export interface NoticeView {
  readonly about: 'agent' | 'connector' | 'inventory';
  readonly id: string;
  readonly closed: boolean;
  /** Who is missing, by name where one is known. */
  readonly missing: readonly { readonly seat: LostSeat['seat']; readonly name: string }[];
  readonly found?: {
    readonly source: string;
    readonly known: boolean;
    readonly grown: Things;
    readonly count: number;
  };
  readonly postponed?: { readonly count: number; readonly ids: readonly string[] };
  /** More than the template of its phase, or no more. */
  readonly above?: readonly Above[];
}

/** What a seat of an agent is called. */
export const SEAT_NAMES = {
  business: 'Business owner',
  technical: 'Technical owner',
  backup: 'Backup',
} as const;

const THING_NAMES = {
  connectors: 'Connectors',
  scopes: 'Scopes',
  sites: 'Sites',
  tools: 'Tools',
} as const satisfies Record<keyof Things, string>;

function build(view: NoticeView, room: Room): Sheet {
  if (view.postponed) return floodSheet(view, view.postponed, room);
  if (view.above) return templateSheet(view, view.above, room);
  return view.found ? growthSheet(view, view.found, room) : ownerSheet(view, room);
}

const GATHERED_NAMES = {
  scopes: 'Scopes',
  sites: 'Sites',
  connectors: 'Connectors',
} as const satisfies Record<Gathered, string>;

const templateSheet = ({ id, closed }: NoticeView, above: readonly Above[], room: Room): Sheet => ({
  title: [
    ...inert(id, room.name, 'identifier'),
    own(closed ? ' is within its template again' : ' has gathered more than its template'),
  ],
  banner: closed
    ? { runs: [own('Settled: there is nothing left to do.')], weight: 'good' }
    : {
        runs: [own('Nothing was stopped: what it was granted still counts.')],
        weight: 'warning',
      },
  facts: above.map(({ counter, count, limit }) =>
    fact(GATHERED_NAMES[counter], line(own(`${count}, where its phase expects ${limit} at most`))),
  ),
  lead: closed
    ? []
    : [
        line(
          own(
            'Take from it what it does not need, or divide its work among agents. The trend stands on its page of the admin app.',
          ),
        ),
      ],
});

const floodSheet = (
  { id }: NoticeView,
  { count, ids }: NonNullable<NoticeView['postponed']>,
  room: Room,
): Sheet => ({
  title: [own('An inventory shows more news than anybody can look at')],
  banner: {
    runs: [own('Countersign allows none of it anything that was not allowed before.')],
    weight: 'warning',
  },
  lead: [
    line(
      own(
        `Beyond the first of this hour, ${count} more were not looked at. They are as soon as they are shown again in another hour. If nobody expects this many, look at who sends it.`,
      ),
    ),
  ],
  facts: [
    fact('Among them', namesLine(ids, room)),
    fact('Seen by', line(inert(id, room.name, 'name'))),
  ],
});

const ownerSheet = ({ id, missing, closed }: NoticeView, room: Room): Sheet => ({
  title: [
    ...inert(id, room.name, 'identifier'),
    own(closed ? ' has its owners again' : ' has lost an owner'),
  ],
  banner: closed
    ? { runs: [own('Settled: there is nothing left to do.')], weight: 'good' }
    : {
        runs: [own('Their place is empty until another person is named.')],
        weight: 'warning',
      },
  facts: closed
    ? []
    : missing.map(({ seat, name }) =>
        fact(
          SEAT_NAMES[seat],
          line(inert(name, room.name, 'name'), own(': has left, or the account is disabled')),
        ),
      ),
  lead: closed
    ? []
    : [
        line(
          own(
            'A governance admin names another person on the agent’s page of the admin app, or with an import.',
          ),
        ),
      ],
});

function growthSheet(
  { about, id }: NoticeView,
  found: NonNullable<NoticeView['found']>,
  room: Room,
): Sheet {
  const { source, known, grown, count } = found;
  const name = inert(id, room.name, 'identifier');
  return {
    title: known
      ? [...name, own(' has more than was recorded')]
      : [
          own(
            about === 'agent' ? 'An agent nobody registered: ' : 'A connector that is on no list: ',
          ),
          ...name,
        ],
    banner: {
      runs: [own(known ? 'Nothing was granted here for it.' : 'Countersign allows it nothing.')],
      weight: known ? 'warning' : 'attention',
    },
    lead: [
      line(
        own(
          known
            ? 'If it is to stay, ask for it with “request connector” or “request escalation”; otherwise take it away where it was granted.'
            : 'Register it, or stop it where it runs.',
        ),
      ),
    ],
    facts: [
      ...thingFacts(grown, room),
      ...(count > 0 ? [fact('In all', line(own(String(count))))] : []),
      fact('Seen by', line(inert(source, room.name, 'name'))),
    ],
  };
}

const thingFacts = (grown: Things, room: Room): readonly Fact[] =>
  (['connectors', 'scopes', 'sites', 'tools'] as const)
    .filter((kind) => grown[kind].length > 0)
    .map((kind) => fact(THING_NAMES[kind], namesLine(grown[kind], room)));

/** An agent without its owner, with more than was recorded or than its template: what it is, and what to do about it. */
export const noticeCard = defineSheet<NoticeView>('notice', build);
