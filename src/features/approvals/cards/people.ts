import type { Room } from '../../../kernel/cards/define.ts';
import { type Fact, fact, line, namesLine } from '../../../kernel/cards/lines.ts';
import { defineSheet, type Sheet } from '../../../kernel/cards/sheet.ts';
import { inert, own, styled } from '../../../kernel/cards/text.ts';
import type { WelcomeView, WhoamiView } from './view.ts';

const listFact = (label: string, names: readonly string[], room: Room): readonly Fact[] =>
  names.length === 0 ? [] : [fact(label, namesLine(names, room))];

const waitingLine = (waiting: number) =>
  waiting === 0
    ? line(own('Nothing waits for you.'))
    : line(
        own(`${waiting} ${waiting === 1 ? 'request waits' : 'requests wait'} for you`, {
          weight: 'Bolder',
        }),
        own(': write “pending”.'),
      );

const whoami = (view: WhoamiView, room: Room): Sheet => ({
  kicker: [own('You, as Teams tells me')],
  title: inert(view.name, room.name, 'name'),
  facts: [
    fact('Sign-in name', line(inert(view.upn, room.name, 'identifier'))),
    fact('Object id', line(inert(view.objectId, room.name, 'identifier'))),
    fact('Roles', view.roles.length === 0 ? line(own('None')) : namesLine(view.roles, room)),
    ...listFact('You own', view.owns, room),
    ...listFact('You are backup for', view.backs, room),
    fact('Waiting', waitingLine(view.waiting)),
  ],
});

/** Who the reader is to the bot, and why cards come to him. */
export const whoamiCard = defineSheet<WhoamiView>('whoami', whoami);

const command = (usage: string, what: string) =>
  line(styled([own(usage)], { fontType: 'Monospace', weight: 'Bolder' }), own(` – ${what}`));

const welcome = (view: WelcomeView, room: Room): Sheet => ({
  title: [own('Hello '), ...inert(view.name, room.name, 'name')],
  lead: [
    line(
      own(
        'I am Countersign. Before an AI agent sends or changes something that needs a person, I ask that person here. You see the whole of it, tap Approve or Reject, and what you answered is kept where nobody can quietly change it.',
      ),
    ),
    line(own('If you do nothing, nothing is done: a request that nobody answers expires.')),
  ],
  facts: [...listFact('You are', view.roles, room), fact('Now', waitingLine(view.waiting))],
  sections: [
    {
      heading: 'To begin with',
      lines: [
        command('pending', 'what waits for you'),
        command('report', 'something an agent did wrong'),
        command('help', 'everything else'),
      ],
    },
  ],
});

/** The one message that installation sends. */
export const welcomeCard = defineSheet<WelcomeView>('welcome', welcome);
