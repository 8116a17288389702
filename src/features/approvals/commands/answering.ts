import {
  type BotCommand,
  botCommand,
  type Card,
  type ChatContext,
  type Reply,
} from '../../../kernel/chat.ts';
import { doneOf } from '../../../kernel/ledger.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { giveAnswer, undoApproval } from '../answering/answering.ts';
import { type Changed, changeRequest } from '../answering/change.ts';
import { refusedCard } from '../cards/refused.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusalSentence } from '../domain/sentences.ts';
import type { RequestState } from '../domain/state.ts';
import { aroundOf, cardFor, matterFor, noticeFor, pageFor } from '../showing/render.ts';
import { mayReadPayload, type Reader, seen } from '../showing/show.ts';
import { wordsOf } from '../showing/telling.ts';
import type { Around } from '../showing/views.ts';
import { parseRequestAndReason, parseRequestId } from './grammar.ts';

export const text = (words: string): Reply => ({ kind: 'text', text: words });
export const noSuchRequest = (request: string): Reply =>
  text(
    `There is no request ${request} that you may see. Type pending for those that wait for you.`,
  );

/** Who writes, as a reader of requests. */
export const readerOf = ({ person, roles }: ChatContext): Reader => ({
  principal: { kind: 'person', id: person.id, client: 'teams' },
  roles,
});

/** The request, where this person may read its payload; in a channel or group nobody is shown it. */
async function readable(
  deps: ApprovalsDeps,
  id: string,
  context: ChatContext,
): Promise<RequestState | undefined> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(requests, id),
    deps.ledger.view(),
  ]);
  return state && mayReadPayload(deps, state, readerOf(context), view) ? state : undefined;
}

/** What only its readers may see is not said where others read along. */
export const inOwnChat = (context: ChatContext): boolean =>
  context.conversation.conversationType === 'personal';

/** A card of the reader's own: to answer, or with the whole payload from its first page on. */
async function freshCard(
  deps: ApprovalsDeps,
  request: string,
  context: ChatContext,
  draw: (state: RequestState, around: Around) => Card,
): Promise<Reply> {
  const state = await readable(deps, request, context);
  if (!state) return noSuchRequest(request);
  if (!inOwnChat(context))
    return text(`${request} is shown in your own chat with me only: type show ${request} there.`);
  const around = await aroundOf(deps, state, await deps.ledger.view());
  return {
    kind: 'card',
    card: draw(state, around),
    summary: noticeFor(state, context.person.id, around),
  };
}

const showCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'show',
    usage: 'show AR-…',
    help: 'shows the whole request, page by page',
    scopes: [],
    parse: parseRequestId,
    run: (request, context) =>
      freshCard(deps, request, context, (state, around) =>
        pageFor(deps, state, { id: context.person.id, page: 1 }, around),
      ),
  });

/** Text never approves: the answer is a fresh card, whose button does. */
const approveCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'approve',
    usage: 'approve AR-…',
    help: 'answers with a fresh card: tap Approve on it',
    scopes: ['personal'],
    parse: parseRequestId,
    run: (request, context) =>
      freshCard(deps, request, context, (state, around) =>
        cardFor(deps, state, context.person.id, around),
      ),
  });

/** What a command on a request came to. A refusal says what is true now, and that nothing was changed. */
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
  const because = refusalSentence(result.refusal, await wordsOf(deps, state, context.timeZone));
  if (!state || !inOwnChat(context)) return text(`${request}: ${because}`);
  const matter = matterFor(state, await aroundOf(deps, state, await deps.ledger.view()));
  const card = refusedCard({
    request,
    matter,
    because,
    next: `Type status ${request} for its history.`,
  });
  return { kind: 'card', card, summary: `${request}: nothing was changed` };
}

const rejectCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'reject',
    usage: 'reject AR-… reason',
    help: 'says no, with the reason the agent is told',
    scopes: ['personal'],
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
    scopes: ['personal'],
    parse: parseRequestAndReason,
    run: async ({ request, reason }, context) => {
      if (!(await seen(deps, request, readerOf(context)))) return noSuchRequest(request);
      const undone = await undoApproval(deps, { request, person: context.person.id, reason });
      return told(
        deps,
        { request, result: doneOf(undone) },
        'you took your approval back',
        context,
      );
    },
  });

const withdrawCommand = (deps: ApprovalsDeps): BotCommand =>
  botCommand({
    name: 'withdraw',
    usage: 'withdraw AR-…',
    help: 'takes back what you asked for',
    scopes: [],
    parse: parseRequestAndReason,
    run: async ({ request, reason }, context) => {
      if (!(await seen(deps, request, readerOf(context)))) return noSuchRequest(request);
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

export const answeringCommands = (deps: ApprovalsDeps): readonly BotCommand[] => [
  showCommand(deps),
  approveCommand(deps),
  rejectCommand(deps),
  undoCommand(deps),
  withdrawCommand(deps),
];
