import { type BotCommand, botCommand, type ChatContext, type Reply } from '../../../kernel/chat.ts';
import { doneOf } from '../../../kernel/ledger.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { giveAnswer, undoApproval } from '../answering.ts';
import { type Changed, changeRequest } from '../change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusalSentence } from '../domain/sentences.ts';
import type { RequestState } from '../domain/state.ts';
import { aroundOf, messageFor } from '../render.ts';
import { mayReadPayload } from '../show.ts';
import { wordsOf } from '../telling.ts';
import { parseRequestAndReason, parseRequestId } from './grammar.ts';

const EVERYWHERE = ['personal', 'team', 'groupChat'] as const;

export const text = (words: string): Reply => ({ kind: 'text', text: words });
export const noSuchRequest = (request: string): Reply =>
  text(
    `There is no request ${request} that you may see. Type pending for those that wait for you.`,
  );

/** The request, where this person may read its payload; in a channel or group nobody is shown it. */
export async function readable(
  deps: ApprovalsDeps,
  id: string,
  { person, roles }: ChatContext,
): Promise<RequestState | undefined> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(requests, id),
    deps.ledger.view(),
  ]);
  return state &&
    mayReadPayload(
      deps,
      state,
      { principal: { kind: 'person', id: person.id, client: 'teams' }, roles },
      view,
    )
    ? state
    : undefined;
}

/** A fresh card of the reader's own. */
async function freshCard(
  deps: ApprovalsDeps,
  request: string,
  context: ChatContext,
): Promise<Reply> {
  const state = await readable(deps, request, context);
  if (!state) return noSuchRequest(request);
  if (context.conversation.conversationType !== 'personal')
    return text(`${request} is shown in your own chat with me only: type show ${request} there.`);
  const { card, summary } = messageFor(
    deps,
    state,
    context.person.id,
    await aroundOf(deps, state, await deps.ledger.view()),
  );
  return card ? { kind: 'card', card, summary } : noSuchRequest(request);
}

const shows = (deps: ApprovalsDeps, name: 'show' | 'approve', help: string): BotCommand =>
  botCommand({
    name,
    usage: `${name} AR-…`,
    help,
    scopes: EVERYWHERE,
    parse: parseRequestId,
    run: (request, context) => freshCard(deps, request, context),
  });

/** What a command on a request came to, in a sentence. */
async function told(
  deps: ApprovalsDeps,
  tried: { readonly request: string; readonly result: Result<Changed, Refusal> },
  done: string,
  context: ChatContext,
): Promise<Reply> {
  const { request, result } = tried;
  if (result.ok)
    return text(result.value.changed ? `${request}: ${done}.` : `${request}: ${done} already.`);
  if (result.refusal.code === 'unknown-request') return noSuchRequest(request);
  const state = await deps.ledger.reads.get(requests, request);
  return text(
    `${request}: ${refusalSentence(result.refusal, await wordsOf(deps, state, context.timeZone))}`,
  );
}

const rejectCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'reject',
    usage: 'reject AR-… reason',
    help: 'says no, with the reason the agent is told',
    scopes: EVERYWHERE,
    parse: (rest) => {
      const parsed = parseRequestAndReason(rest);
      return parsed && parsed.reason !== '' ? parsed : undefined;
    },
    run: async ({ request, reason }, context) => {
      const state = await readable(deps, request, context);
      if (!state) return noSuchRequest(request);
      const { person, roles } = context;
      const given = await giveAnswer(deps, {
        request,
        person: person.id,
        roles,
        answer: 'reject',
        digest: state.digest,
        reason,
      });
      return told(deps, { request, result: doneOf(given) }, 'you rejected it', context);
    },
  });

const undoCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'undo',
    usage: 'undo AR-…',
    help: 'takes your approval back, within ten minutes and before it is used',
    scopes: EVERYWHERE,
    parse: parseRequestAndReason,
    run: async ({ request, reason }, context) =>
      told(
        deps,
        {
          request,
          result: doneOf(await undoApproval(deps, { request, person: context.person.id, reason })),
        },
        'you took your approval back',
        context,
      ),
  });

const withdrawCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'withdraw',
    usage: 'withdraw AR-…',
    help: 'takes back what you asked for',
    scopes: EVERYWHERE,
    parse: parseRequestAndReason,
    run: async ({ request, reason }, context) => {
      const by = { kind: 'person', id: context.person.id } as const;
      const command = () => ok({ type: 'withdraw', by, ...(reason !== '' && { reason }) } as const);
      return told(
        deps,
        { request, result: doneOf(await changeRequest(deps, { request, by, command })) },
        'you withdrew it',
        context,
      );
    },
  });

/** Text never approves: `approve` answers with a fresh card, whose button does. */
export const answeringCommands = (deps: ApprovalsDeps): readonly BotCommand[] => [
  shows(deps, 'show', 'shows the whole request, page by page'),
  shows(deps, 'approve', 'answers with a fresh card: tap Approve on it'),
  rejectCommand(deps),
  undoCommand(deps),
  withdrawCommand(deps),
];
