import * as z from 'zod';
import { type ChatContext, type Verb, type VerbReply, verb } from '../../kernel/chat.ts';
import type { RequestState } from '../approvals/domain/state.ts';
import { caseCard } from './cards/case.ts';
import { answer } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import { refusalSentence } from './domain/sentences.ts';
import {
  answerFields,
  onCase,
  problemFields,
  reportFields,
  triageFields,
  typedOf,
} from './fields.ts';
import { MOST_NOTE, MOST_TEXT, tooLong } from './forms.ts';
import { formAgain, openForm, sendForm } from './reporting.ts';
import { backlogFor, noCase, openCase, triageByCard, whoIs } from './triaging.ts';
import { caseViewOf, readable } from './views.ts';

/** A refusal that changes nothing. */
export const refused = (status: 400 | 404 | 409, text: string): VerbReply => ({
  kind: 'refused',
  status,
  text,
});

const FORM_BELOW = 'A form for your report stands in your own chat with me.';
const SPENT = 'This form was sent before. Type report for a new one.';

/** The form in chat. What is far too long is refused, so that it stays in the card as it was typed. */
const sendVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'feedback-send',
    data: reportFields,
    automatic: false,
    run: async (fields, context) => {
      const typed = typedOf(fields);
      if (typed.text.length > MOST_TEXT)
        return refused(400, tooLong('Your words', typed.text.length, MOST_TEXT));
      const sent = await sendForm(deps, 'chat', typed, context);
      if (sent.kind === 'taken') return { kind: 'card', card: sent.card };
      if (sent.kind === 'spent') return refused(409, SPENT);
      return { kind: 'card', card: await formAgain(deps, 'chat', typed, sent.mistakes) };
    },
  });

/** The button of a card: the form of a report about what stands on it, beside the card. */
const problemVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'report-problem',
    data: problemFields,
    automatic: false,
    run: async ({ request, agent = '' }, context) => {
      const state =
        request === undefined ? undefined : await deps.requestFor(request, whoIs(context));
      if (request !== undefined && state === undefined)
        return refused(404, `There is no request ${request} that you may read.`);
      const card = await openForm(deps, 'chat', context, state ? aboutRequest(state) : { agent });
      return { kind: 'beside', card, summary: 'Report an agent issue', text: FORM_BELOW };
    },
  });

const aboutRequest = (state: RequestState) => ({
  agent: state.agentId,
  workflow: state.kind === 'outboundAction' ? (state.workflow ?? '') : '',
});

const answerVerb = (deps: FeedbackDeps, name: string, fixed: boolean): Verb =>
  verb({
    verb: name,
    data: answerFields,
    automatic: false,
    run: async ({ case: id, text = '' }, context) => {
      if (text.length > MOST_NOTE)
        return refused(400, tooLong('Your words', text.length, MOST_NOTE));
      const words = text.trim().toWellFormed();
      const said = await answer(deps, {
        case: id,
        person: context.person.id,
        fixed,
        ...(words !== '' && { text: words }),
      });
      if (!said.ok)
        return refused(
          said.refusal.code === 'unknown-case' ? 404 : 409,
          refusalSentence(said.refusal),
        );
      return caseReply(deps, id, context);
    },
  });

async function caseReply(deps: FeedbackDeps, id: string, context: ChatContext): Promise<VerbReply> {
  const state = await readable(deps, id, whoIs(context));
  return state
    ? { kind: 'card', card: caseCard(await caseViewOf(deps, state, whoIs(context))) }
    : noCase(id);
}

const openVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'feedback-open',
    data: onCase,
    automatic: false,
    run: async ({ case: id }, context) => {
      const card = await openCase(deps, id, context);
      return card ? { kind: 'card', card } : noCase(id);
    },
  });

const triageVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'feedback-triage',
    data: triageFields,
    automatic: false,
    run: async (
      { case: id, seen, alike, status = '', remedy = '', owner = '', note = '' },
      context,
    ) => {
      const typed = { status, remedy, owner, note, alike: alike === 'true' };
      return triageByCard(deps, { case: id, seen, typed }, context);
    },
  });

const backlogVerb = (deps: FeedbackDeps): Verb =>
  verb({
    verb: 'backlog',
    data: z.strictObject({}),
    automatic: false,
    run: async (_none, context) => ({ kind: 'card', card: await backlogFor(deps, context) }),
  });

export const feedbackVerbs = (deps: FeedbackDeps): readonly Verb[] => [
  sendVerb(deps),
  problemVerb(deps),
  answerVerb(deps, 'feedback-fixed', true),
  answerVerb(deps, 'feedback-not-fixed', false),
  openVerb(deps),
  triageVerb(deps),
  backlogVerb(deps),
];
