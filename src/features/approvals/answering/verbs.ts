import * as z from 'zod';
import type { ChatContext, Verb, VerbReply } from '../../../kernel/chat.ts';
import { verb } from '../../../kernel/chat.ts';
import { doneOf } from '../../../kernel/ledger.ts';
import { PROBLEMS } from '../../../kernel/problems.ts';
import type { Result } from '../../../kernel/result.ts';
import { presetNames } from '../cards/presets.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { REFUSAL_PROBLEMS } from '../domain/problems.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusalSentence } from '../domain/sentences.ts';
import type { RequestState } from '../domain/state.ts';
import { requestIdSchema } from '../schemas.ts';
import { aroundOf, cardFor, pageFor } from '../showing/render.ts';
import { mayReadPayload } from '../showing/show.ts';
import { wordsOf } from '../showing/telling.ts';
import { giveAnswer, undoApproval } from './answering.ts';
import type { Changed } from './change.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const nonce = z.string().min(1).max(200);

/** What an answer's button sends. Whoever sends it: who answers comes from the signed activity, and the nonce must be theirs. */
const answerData = z.strictObject({
  request: requestIdSchema,
  digest,
  nonce,
  reason: z.string().max(1_000).optional(),
  /** Empty where a choice was made and taken back. */
  preset: z.enum([...presetNames, '']).optional(),
});

const STATUSES = [400, 403, 404, 409, 410, 429, 503] as const;

const refusedWith = (refusal: Refusal, text: string): VerbReply => {
  // A click cannot come back with another token: 401 would be the channel's affair.
  if (refusal.code === 'step-up-needed') return { kind: 'refused', status: 403, text };
  const [status] = PROBLEMS[REFUSAL_PROBLEMS[refusal.code]];
  return { kind: 'refused', status: STATUSES.find((known) => known === status) ?? 409, text };
};

/** What stands in the card's place once a command has run: how the request now is for whoever tapped. */
async function replyTo(
  deps: ApprovalsDeps,
  id: string,
  result: Result<Changed, Refusal>,
  { person, timeZone }: ChatContext,
): Promise<VerbReply> {
  if (!result.ok) {
    const state = await deps.ledger.reads.get(requests, id);
    const words = await wordsOf(deps, state, timeZone);
    const sentence = refusalSentence(result.refusal, words);
    const where =
      result.refusal.code === 'step-up-needed'
        ? ` Sign in and answer here: ${deps.serverUrl}/admin/requests/${id}`
        : '';
    return refusedWith(result.refusal, sentence + where);
  }
  const { after } = result.value;
  const around = await aroundOf(deps, after, await deps.ledger.view());
  return { kind: 'card', card: cardFor(deps, after, person.id, around) };
}

const answerVerb = (deps: ApprovalsDeps, answer: 'approve' | 'reject'): Verb =>
  verb({
    verb: answer,
    data: answerData,
    automatic: false,
    run: async ({ request, ...data }, context) => {
      const given = await giveAnswer(deps, {
        request,
        person: context.person.id,
        roles: context.roles,
        answer,
        ...data,
      });
      return replyTo(deps, request, doneOf(given), context);
    },
  });

const undoVerb = (deps: ApprovalsDeps): Verb =>
  verb({
    verb: 'undo',
    data: z.strictObject({ request: requestIdSchema }),
    automatic: false,
    run: async ({ request }, context) =>
      replyTo(
        deps,
        request,
        doneOf(await undoApproval(deps, { request, person: context.person.id })),
        context,
      ),
  });

/** The request, where this person may read what the agent wants to do, word for word. */
async function readable(
  deps: ApprovalsDeps,
  id: string,
  { person, roles }: ChatContext,
): Promise<RequestState | undefined> {
  const [state, view] = await Promise.all([
    deps.ledger.reads.get(requests, id),
    deps.ledger.view(),
  ]);
  const reader = { principal: { kind: 'person', id: person.id, client: 'teams' }, roles } as const;
  return state && mayReadPayload(deps, state, reader, view) ? state : undefined;
}

const notYours = (request: string): VerbReply => ({
  kind: 'refused',
  status: 404,
  text: `There is no request ${request} that you may read.`,
});

/** A page of the whole payload, or how the request stands once it is over. */
const pageVerb = (deps: ApprovalsDeps): Verb =>
  verb({
    verb: 'page',
    data: z.strictObject({
      request: requestIdSchema,
      digest,
      page: z.number().int().min(1).max(999),
    }),
    automatic: false,
    run: async ({ request, page }, context) => {
      const state = await readable(deps, request, context);
      if (!state) return notYours(request);
      const around = await aroundOf(deps, state, await deps.ledger.view());
      return { kind: 'card', card: pageFor(deps, state, { id: context.person.id, page }, around) };
    },
  });

/** The reader's own view: from a list, from a card that a whole channel sees, or fetched by the client itself. */
const viewVerb = (deps: ApprovalsDeps, name: 'review' | 'refresh'): Verb =>
  verb({
    verb: name,
    data: z.strictObject({ request: requestIdSchema }),
    automatic: name === 'refresh',
    run: async ({ request }, context) => {
      const state = await readable(deps, request, context);
      if (!state) return notYours(request);
      const around = await aroundOf(deps, state, await deps.ledger.view());
      return { kind: 'card', card: cardFor(deps, state, context.person.id, around) };
    },
  });

/** What the agent wants or wanted to do, word for word, from its first page on. */
const showVerb = (deps: ApprovalsDeps): Verb =>
  verb({
    verb: 'show',
    data: z.strictObject({ request: requestIdSchema }),
    automatic: false,
    run: async ({ request }, context) => {
      const state = await readable(deps, request, context);
      if (!state) return notYours(request);
      const around = await aroundOf(deps, state, await deps.ledger.view());
      const reader = { id: context.person.id, page: 1 };
      return { kind: 'card', card: pageFor(deps, state, reader, around) };
    },
  });

export const approvalVerbs = (deps: ApprovalsDeps): readonly Verb[] => [
  answerVerb(deps, 'approve'),
  answerVerb(deps, 'reject'),
  undoVerb(deps),
  pageVerb(deps),
  showVerb(deps),
  viewVerb(deps, 'review'),
  viewVerb(deps, 'refresh'),
];
