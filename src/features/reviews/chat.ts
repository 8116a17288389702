import * as z from 'zod';
import {
  type BotCommand,
  botCommand,
  type ChatContext,
  type Reply,
  type Verb,
  type VerbReply,
  verb,
} from '../../kernel/chat.ts';
import { doneOf } from '../../kernel/ledger.ts';
import { sameText } from '../../kernel/sameText.ts';
import { giveAnswers } from './answering.ts';
import { inputOf, REVIEW_VERB, reviewCard } from './cards/review.ts';
import { reviewsCard } from './cards/reviews.ts';
import type { ReviewsDeps } from './deps.ts';
import type { Chosen } from './domain/carryOut.ts';
import { campaignId, choice } from './domain/events.ts';
import { type Review, reviewKey, reviews } from './domain/reviews.ts';
import { refusalSentence } from './sentences.ts';
import { campaignsIn, oversees, shownCampaign, waitingFor } from './showing.ts';
import { reviewNonce, reviewViewOf } from './view.ts';

/** Rounds on the card. */
const ROUNDS = 5;

async function listed(deps: ReviewsDeps, { person, roles }: ChatContext): Promise<Reply> {
  const waiting = await waitingFor(deps, person.id);
  const who = { person: person.id, roles };
  const rounds = oversees(who) ? campaignsIn(await deps.ledger.view()).slice(0, ROUNDS) : [];
  const card = reviewsCard({
    waiting: waiting.map((one) => ({
      campaign: one.campaign,
      agentId: one.agentId,
      open: one.items.length - Object.keys(one.answers).length,
      due: one.due,
    })),
    campaigns: rounds.map(shownCampaign).map((one) => ({
      id: one.id,
      department: one.department ?? 'All departments',
      done: one.done,
      agents: one.agents,
      due: one.due,
      overdue: one.status === 'overdue',
    })),
  });
  return { kind: 'card', card, summary: 'Access reviews' };
}

async function forAgent(deps: ReviewsDeps, agent: string, context: ChatContext): Promise<Reply> {
  const found = (await waitingFor(deps, context.person.id)).find(
    ({ agentId }) => agentId === agent,
  );
  if (!found)
    return {
      kind: 'text',
      text: 'No review of that agent waits for you. Write “reviews” for those that do.',
    };
  const card = reviewCard(reviewViewOf(deps, found, context.person.id));
  return { kind: 'card', card, summary: `The review of ${agent}` };
}

const reviewsCommand = (deps: ReviewsDeps): BotCommand =>
  botCommand<{ readonly agent?: string }>({
    name: 'reviews',
    usage: 'reviews [agent]',
    help: 'shows the access reviews that wait for you, and how far each has come',
    scopes: [],
    parse: (rest) =>
      rest === '' ? {} : /^[a-z0-9][a-z0-9._-]{0,63}$/.test(rest) ? { agent: rest } : undefined,
    run: ({ agent }, context) =>
      agent === undefined ? listed(deps, context) : forAgent(deps, agent, context),
  });

/** Items of one review, at most: their inputs are members of the data. */
export const MOST_ITEMS = 400;

const inputs = Object.fromEntries(
  Array.from({ length: MOST_ITEMS }, (_, place) => [
    inputOf(place),
    z.union([choice, z.literal('')]).optional(),
  ]),
);

const answerData = z
  .strictObject({
    campaign: campaignId,
    agent: z.string().max(64),
    nonce: z.string().min(1).max(200),
    ...inputs,
  })
  .transform(({ campaign, agent, nonce, ...given }) => ({ campaign, agent, nonce, given }));

type Answer = z.output<typeof answerData>;

/** What was chosen, by the places of the review's own items. */
const chosenIn = ({ items }: Review, given: Readonly<Record<string, unknown>>): readonly Chosen[] =>
  items.flatMap(({ key }, place) => {
    const read = choice.safeParse(given[inputOf(place)]);
    return read.success ? [{ item: key, choice: read.data }] : [];
  });

const refused = (status: 403 | 404 | 409, text: string): VerbReply => ({
  kind: 'refused',
  status,
  text,
});

async function answered(
  deps: ReviewsDeps,
  { campaign, agent, nonce, given }: Answer,
  { person }: ChatContext,
): Promise<VerbReply> {
  const key = reviewKey(campaign, agent);
  const review = await deps.ledger.reads.get(reviews, key);
  const right = reviewNonce(deps, { campaign, agentId: agent, person: person.id });
  if (!review || !sameText(right, nonce)) return refused(409, 'This card is not yours to answer.');
  const answers = chosenIn(review, given);
  if (answers.length === 0) {
    const view = reviewViewOf(deps, review, person.id, ['Choose an answer for one item or more.']);
    return { kind: 'card', card: reviewCard(view) };
  }
  const done = doneOf(
    await giveAnswers(deps, { campaign, agentId: agent, person: person.id, answers }),
  );
  if (!done.ok)
    return refused(done.refusal.code === 'not-reviewer' ? 403 : 409, refusalSentence(done.refusal));
  const after = (await deps.ledger.reads.get(reviews, key)) ?? review;
  return { kind: 'card', card: reviewCard(reviewViewOf(deps, after, person.id)) };
}

/** The button of a review's card: whoever taps must answer for the agent today. */
const answerVerb = (deps: ReviewsDeps): Verb =>
  verb({
    verb: REVIEW_VERB,
    data: answerData,
    automatic: false,
    run: (data, context) => answered(deps, data, context),
  });

export const reviewCommands = (deps: ReviewsDeps): readonly BotCommand[] => [reviewsCommand(deps)];
export const reviewVerbs = (deps: ReviewsDeps): readonly Verb[] => [answerVerb(deps)];
