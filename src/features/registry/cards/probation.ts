import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, line } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet, type SheetAction } from '../../../kernel/cards/sheet.ts';
import { inert, own } from '../../../kernel/cards/text.ts';
import { localTime } from '../../../kernel/cards/time.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { ConnectorRecord, ProbationChoice, Tier } from '../domain/model.ts';
import { TIER_RIGHTS } from '../domain/words.ts';
import { patternOf } from './words.ts';

/** The question at the end of a probation, as one admin sees it, or what came of it. */
export interface ProbationView {
  readonly connector: ConnectorRecord;
  readonly ends: Instant;
  /** Name of whoever asked for the connector; empty where it was imported. */
  readonly askedBy: string;
  /** The reader asked for it, and so may only revoke it. */
  readonly own: boolean;
  readonly extended: boolean;
  readonly agents: readonly { readonly id: string; readonly tier: Tier }[];
  readonly nonce: string;
  readonly decided?:
    | {
        readonly choice: ProbationChoice;
        readonly by: string;
        readonly byReader: boolean;
        readonly at: Instant;
        /** The new end, where it was extended. */
        readonly until?: Instant | undefined;
      }
    | undefined;
}

const MOST_TOOLS = 10;

const EFFECTS = { read: 'reads', draft: 'makes drafts', write: 'writes', send: 'sends' } as const;

function toolsFact({ connector }: ProbationView, room: Room): Fact {
  const shown = connector.tools.slice(0, Math.min(MOST_TOOLS, room.items));
  const more = connector.tools.length - shown.length;
  return fact(
    'Tools',
    ...shown.map(({ name, effect, reversible }) =>
      line(
        inert(name, room.name, 'name'),
        own(` ${EFFECTS[effect]}${reversible === true ? ', reversible' : ''}`),
      ),
    ),
    ...(more > 0 ? [line(own(`and ${more} more`))] : []),
  );
}

function agentsFact({ agents }: ProbationView, room: Room): Fact {
  const shown = agents.slice(0, room.items);
  const more = agents.length - shown.length;
  return fact(
    'Used by',
    ...(agents.length === 0 ? [line(own('no agent'))] : []),
    ...shown.map(({ id, tier }) =>
      line(inert(id, room.name, 'identifier'), own(`: may ${TIER_RIGHTS[tier]}`)),
    ),
    ...(more > 0 ? [line(own(`and ${more} more`))] : []),
  );
}

const facts = (view: ProbationView, room: Room): readonly Fact[] => [
  fact('On probation', line(inert(patternOf(view.connector), room.text, 'name'))),
  toolsFact(view, room),
  agentsFact(view, room),
  ...(view.askedBy === ''
    ? []
    : [fact('Asked for by', line(inert(view.askedBy, room.name, 'name')))]),
];

const CHOICES = {
  promoted: 'Promote',
  extended: 'Extend',
  revoked: 'Revoke',
} as const satisfies Record<ProbationChoice, string>;

export const VERBS = {
  promoted: 'promote',
  extended: 'extend',
  revoked: 'revoke',
} as const satisfies Record<ProbationChoice, string>;

const action = (view: ProbationView, choice: ProbationChoice): SheetAction => ({
  title: CHOICES[choice],
  data: {
    verb: VERBS[choice],
    connector: view.connector.id,
    ends: view.ends,
    nonce: view.nonce,
  },
});

function offered({ own: isOwn, extended }: ProbationView): readonly ProbationChoice[] {
  if (isOwn) return ['revoked'];
  return extended ? ['promoted', 'revoked'] : ['promoted', 'extended', 'revoked'];
}

const NEXT: Readonly<Record<ProbationChoice, string>> = {
  promoted:
    'It may be used in production. Each agent keeps its own tier; a higher one is asked for.',
  extended: 'It may be used in development and pilot again, for the last time without a decision.',
  revoked: 'Nothing may be done with it any more, and what was approved on it is void.',
};

/** What each tap would do, before it is tapped. */
const MEANINGS: Readonly<Record<ProbationChoice, string>> = {
  promoted: 'Promote: production is allowed too, and agents may ask to write and send with it.',
  extended: 'Extend: as it was, for 30 more days, once.',
  revoked: 'Revoke: nothing may be done with it any more.',
};

function question(view: ProbationView, room: Room): Sheet {
  return {
    kicker: [own('Probation ended '), localTime(view.ends)],
    title: [
      own('What now with '),
      ...inert(view.connector.displayName, room.name, 'name'),
      own('?'),
    ],
    banner: {
      weight: 'warning',
      runs: [own('Until an admin decides, nothing may be done with it.')],
    },
    facts: [
      ...facts(view, room),
      fact('What each does', ...offered(view).map((choice) => line(own(MEANINGS[choice])))),
      ...(view.own
        ? [fact('You', line(own('asked for it, so another admin decides whether it stays.')))]
        : []),
      ...(view.extended ? [fact('Extended', line(own('once, which is all there is.')))] : []),
    ],
    actions: offered(view).map((choice) => action(view, choice)),
  };
}

const DONE: Readonly<Record<ProbationChoice, string>> = {
  promoted: 'was promoted',
  extended: 'stays on probation',
  revoked: 'was revoked',
};

function told(
  view: ProbationView,
  decided: NonNullable<ProbationView['decided']>,
  room: Room,
): Sheet {
  const who = decided.byReader ? [own('you')] : inert(decided.by, room.name, 'name');
  return {
    kicker: [own('Probation of '), ...inert(view.connector.id, room.name, 'identifier')],
    title: [
      ...inert(view.connector.displayName, room.name, 'name'),
      own(` ${DONE[decided.choice]}`),
    ],
    banner: {
      weight: decided.choice === 'revoked' ? 'attention' : 'good',
      runs: [own('Decided by '), ...who, own('.')],
    },
    facts: [
      fact('When', line(localTime(decided.at))),
      ...(decided.until ? [fact('Until', line(localTime(decided.until)))] : []),
      fact('What happens now', line(own(NEXT[decided.choice]))),
    ],
  };
}

/** The card that the end of a probation sends to the admins, and what stands in its place once one of them has decided. */
export const probationCard = defineSheet<ProbationView>('probation', (view, room) =>
  view.decided ? told(view, view.decided, room) : question(view, room),
);
