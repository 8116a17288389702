import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../kernel/chat.ts';
import type { FeedbackDeps } from './deps.ts';
import { CASE_ID } from './domain/events.ts';
import { refusalSentence } from './domain/sentences.ts';
import { openForm } from './reporting.ts';
import { openShadowForm } from './shadowForm.ts';
import { backlogFor, openCase } from './triaging.ts';

const text = (words: string): Reply => ({ kind: 'text', text: words });
const inOwnChat = ({ conversation }: ChatContext): boolean =>
  conversation.conversationType === 'personal';

const AGENT = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** What nobody registered, and how it is called where that is said at once: `shadow`, `shadow use of ChatBot Pro`. */
const SHADOW = /^shadow(?:[ -]?use)?(?: +(?:of +)?(.*))?$/i;

type Reported = { readonly agent: string } | { readonly what: string };

/** Nothing, the agent that it is about, or what nobody registered; undefined for anything else. */
function parseReport(rest: string): Reported | undefined {
  const shadow = SHADOW.exec(rest);
  if (shadow) return { what: shadow[1] ?? '' };
  return rest === '' || AGENT.test(rest) ? { agent: rest } : undefined;
}

const reportCommand = (deps: FeedbackDeps): BotCommand =>
  botCommand({
    name: 'report',
    usage: 'report [agent|shadow]',
    help: 'what an agent did wrong in two taps, or what people use that nobody registered',
    scopes: ['personal'],
    parse: parseReport,
    run: async (about, context) => {
      if (!inOwnChat(context))
        return text(
          'Type report in your own chat with me, or choose Report an agent issue on the message itself.',
        );
      if ('what' in about) return shadowReply(deps, about.what, context);
      const { agent } = about;
      const card = await openForm(deps, 'chat', context, agent === '' ? {} : { agent });
      return { kind: 'card', card, summary: 'Report an agent issue' };
    },
  });

async function shadowReply(deps: FeedbackDeps, what: string, context: ChatContext): Promise<Reply> {
  const card = await openShadowForm(deps, 'chat', context, { what });
  return { kind: 'card', card, summary: 'Report what nobody registered' };
}

/** Nothing, or one case. */
const parseBacklog = (rest: string): { readonly id: string } | undefined => {
  const id = rest.toUpperCase();
  return rest === '' || CASE_ID.test(id) ? { id } : undefined;
};

const backlogCommand = (deps: FeedbackDeps): BotCommand =>
  botCommand({
    name: 'backlog',
    usage: 'backlog [F-…]',
    help: 'lists what was reported, the most pressing first, or opens one case',
    scopes: [],
    parse: parseBacklog,
    run: async ({ id }, context) => {
      if (!inOwnChat(context))
        return text('That is for your own chat with me: type backlog there.');
      if (id === '')
        return { kind: 'card', card: await backlogFor(deps, context), summary: 'The backlog' };
      const card = await openCase(deps, id, context);
      return card
        ? { kind: 'card', card, summary: id }
        : text(refusalSentence({ code: 'unknown-case', case: id }));
    },
  });

export const feedbackCommands = (deps: FeedbackDeps): readonly BotCommand[] => [
  reportCommand(deps),
  backlogCommand(deps),
];
