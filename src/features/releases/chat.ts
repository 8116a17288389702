import * as z from 'zod';
import {
  type BotCommand,
  botCommand,
  type Card,
  type ChatContext,
  type Verb,
  verb,
} from '../../kernel/chat.ts';
import { doneOf } from '../../kernel/ledger.ts';
import { personId } from '../../kernel/people.ts';
import { ADOPT_VERB, REJECT_VERB, windowsCard } from './cards/windows.ts';
import { answerReleaseProposal } from './deciding.ts';
import type { ReleasesDeps } from './deps.ts';
import type { AnswerProposal, ReleaseRefusal } from './domain/decide.ts';
import { digest } from './domain/events.ts';
import { CALENDAR, EMPTY, openProposal, type Proposal, releases } from './domain/state.ts';
import { refusalSentence } from './sentences.ts';
import { stateOf } from './showing.ts';

async function proposer({ directory }: ReleasesDeps, { by }: Proposal): Promise<string> {
  if (by.kind === 'system') return 'Countersign';
  const id = personId(by.id);
  return (id && (await directory.find(id))?.name) ?? by.id;
}

/** The calendar as this reader sees it: with buttons for who may decide about a proposal. */
async function calendarCard(deps: ReleasesDeps, context: ChatContext): Promise<Card> {
  const view = await deps.ledger.view();
  const { person, roles, now, timeZone } = context;
  const state = view.get(releases, CALENDAR);
  const proposal = openProposal(state, now);
  const own = proposal?.by.kind === 'person' && proposal.by.id === person.id;
  return windowsCard({
    calendar: state?.calendar ?? EMPTY,
    production: stateOf(view, 'production', now),
    now,
    timeZone,
    ...(proposal && {
      proposal: {
        calendar: proposal.calendar,
        digest: proposal.digest,
        reason: proposal.reason,
        widens: proposal.widens,
        by: await proposer(deps, proposal),
        mayAdopt: roles.has('board') && !own,
        mayReject: roles.has('board') || own,
      },
    }),
  });
}

const windowsCommand = (deps: ReleasesDeps): BotCommand =>
  botCommand({
    name: 'windows',
    usage: 'windows',
    help: 'shows when changes may take effect: release windows and freezes',
    scopes: [],
    parse: (rest) => (rest === '' ? true : undefined),
    run: async (_, context) => ({
      kind: 'card',
      card: await calendarCard(deps, context),
      summary: 'Release windows and freezes',
    }),
  });

const STATUS = {
  'not-entitled': 403,
  'own-proposal': 403,
  'agent-identity': 403,
  'not-proposed': 409,
} as const satisfies Record<ReleaseRefusal['code'], number>;

/** A button of the card: whoever taps must have the right, and the calendar must be the one they were shown. */
const answerVerb = (deps: ReleasesDeps, name: string, answer: AnswerProposal['answer']): Verb =>
  verb({
    verb: name,
    data: z.strictObject({ digest }),
    automatic: false,
    run: async (data, context) => {
      const command = { ...data, answer, person: context.person.id, roles: context.roles };
      const done = doneOf(await answerReleaseProposal(deps, command));
      return done.ok
        ? { kind: 'card', card: await calendarCard(deps, context) }
        : {
            kind: 'refused',
            status: STATUS[done.refusal.code],
            text: refusalSentence(done.refusal),
          };
    },
  });

export const releaseCommands = (deps: ReleasesDeps): readonly BotCommand[] => [
  windowsCommand(deps),
];
export const releaseVerbs = (deps: ReleasesDeps): readonly Verb[] => [
  answerVerb(deps, ADOPT_VERB, 'adopt'),
  answerVerb(deps, REJECT_VERB, 'reject'),
];
