import * as z from 'zod';
import { plainTime } from '../../kernel/cards/time.ts';
import {
  type BotCommand,
  botCommand,
  type Card,
  type ChatContext,
  type Verb,
  type VerbReply,
  verb,
} from '../../kernel/chat.ts';
import { doneOf, type View } from '../../kernel/ledger.ts';
import { agents } from '../registry/domain/fold.ts';
import { CLOSE_VERB, type ExceptionView, exceptionsCard } from './cards/exceptions.ts';
import { closeException } from './closing.ts';
import type { ExceptionsDeps } from './deps.ts';
import { mayClose, type Who } from './domain/rights.ts';
import { ageInDays, type ExceptionState } from './domain/state.ts';
import { STANDARD_WORDS } from './domain/words.ts';
import { refusalSentence } from './sentences.ts';
import { exceptionsFor } from './showing.ts';

const whoIs = ({ person, roles }: ChatContext): Who => ({ person: person.id, roles });

async function viewOf(
  { directory }: ExceptionsDeps,
  state: ExceptionState,
  view: View,
  context: ChatContext,
): Promise<ExceptionView> {
  return {
    id: state.exception,
    agentId: state.agentId,
    connectorId: state.connectorId ?? '',
    standard: STANDARD_WORDS[state.from],
    what: state.what,
    owner: (await directory.find(state.owner))?.name ?? state.owner,
    ageDays: ageInDays(state, context.now),
    until: state.until,
    mayClose: mayClose(whoIs(context), state, view.get(agents, state.agentId)?.people),
  };
}

async function register(deps: ExceptionsDeps, context: ChatContext): Promise<Card> {
  const view = await deps.ledger.view();
  const found = exceptionsFor(whoIs(context), view, context.now);
  return exceptionsCard({
    exceptions: await Promise.all(found.map((state) => viewOf(deps, state, view, context))),
  });
}

const exceptionsCommand = (deps: ExceptionsDeps): BotCommand =>
  botCommand({
    name: 'exceptions',
    usage: 'exceptions',
    help: 'lists what differs from a standard, who answers for it, and until when',
    scopes: [],
    parse: (rest) => (rest === '' ? true : undefined),
    run: async (_, context) => ({
      kind: 'card',
      card: await register(deps, context),
      summary: 'The register of exceptions',
    }),
  });

const STATUS = { 'unknown-exception': 404, 'not-allowed': 403, over: 409 } as const;

async function closed(
  deps: ExceptionsDeps,
  exception: string,
  context: ChatContext,
): Promise<VerbReply> {
  const done = doneOf(await closeException(deps, { ...whoIs(context), exception }));
  if (done.ok) return { kind: 'card', card: await register(deps, context) };
  const text = refusalSentence(done.refusal, (at) => plainTime(at, context.timeZone));
  return { kind: 'refused', status: STATUS[done.refusal.code], text };
}

/** The button of the register: whoever taps must have the right, whatever card it came from. */
const closeVerb = (deps: ExceptionsDeps): Verb =>
  verb({
    verb: CLOSE_VERB,
    data: z.strictObject({ exception: z.string().regex(/^AR-[1-9]\d{0,14}$/) }),
    automatic: false,
    run: ({ exception }, context) => closed(deps, exception, context),
  });

export const exceptionCommands = (deps: ExceptionsDeps): readonly BotCommand[] => [
  exceptionsCommand(deps),
];
export const exceptionVerbs = (deps: ExceptionsDeps): readonly Verb[] => [closeVerb(deps)];
