import { isBefore } from '../../kernel/instant.ts';
import { argument, type DueItem, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import type { PersonId } from '../../kernel/people.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { agents } from '../registry/domain/fold.ts';
import { reviewCard } from './cards/review.ts';
import type { ReviewsDeps } from './deps.ts';
import type { ReviewEvent } from './domain/events.ts';
import {
  nextReminder,
  openItems,
  REVIEW_CARD_JOB,
  REVIEW_REMIND_JOB,
  type Review,
  reviewKey,
  reviews,
} from './domain/reviews.ts';
import { reviewViewOf } from './view.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

const keyIn = ({ args }: DueItem): string =>
  reviewKey(argument(args, 'campaign'), argument(args, 'agent'));

/** Sends the card to the owner, or brings what stands there up to date. */
export const cardJob = (deps: ReviewsDeps): Job => ({
  kind: REVIEW_CARD_JOB,
  claimed: true,
  run: async (item) => {
    const review = await deps.ledger.reads.get(reviews, keyIn(item));
    if (!review || review.card.shows >= review.version) return DONE;
    return deliver(deps, review);
  },
});

async function deliver(deps: ReviewsDeps, review: Review): Promise<JobOutcome> {
  const { campaign, agentId, reviewer: person, version, card } = review;
  const to = await deps.ledger.conversation(person);
  if (!to) return { kind: 'waiting', person };
  const shown = reviewCard(reviewViewOf(deps, review, person));
  const message = { card: shown, summary: `${campaign}: the access review of an agent of yours` };
  const sent =
    card.activityId === undefined
      ? await deps.chat.send(to, message)
      : await deps.chat.update(to, card.activityId, message);
  if (sent.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
  const about = { campaign, agentId, person };
  const { activityId } = sent.kind === 'sent' ? sent : { activityId: '' };
  const hash = sha256(canonicalJson(shown));
  await record(
    deps,
    review,
    sent.kind === 'gone'
      ? { type: 'review-card-abandoned', data: { ...about, status: sent.status } }
      : { type: 'review-card-delivered', data: { ...about, activityId, hash, shows: version } },
  );
  return DONE;
}

/** Says what Teams took, where nobody has said it yet. */
async function record(
  { ledger }: ReviewsDeps,
  { campaign, agentId, version }: Review,
  event: ReviewEvent,
): Promise<void> {
  await ledger.commit(async (tx) => {
    const state = await tx.get(reviews, reviewKey(campaign, agentId));
    const isNews = state !== undefined && state.card.shows < version;
    return { by: SYSTEM, events: isNews ? [event] : [], result: () => undefined };
  });
}

/** Who answers for the agent by now; near the end the backup hears of it too. */
async function concerned(
  { ledger }: ReviewsDeps,
  { agentId }: Review,
  share: 50 | 90,
): Promise<readonly PersonId[]> {
  const people = (await ledger.view()).get(agents, agentId)?.people;
  if (!people) return [];
  const { business, backup } = people;
  return share === 90 && backup !== undefined ? [business, backup] : [business];
}

/** Half the time is over, or nine tenths: whoever has something open is told so, once each. */
export const remindJob = (deps: ReviewsDeps): Job => ({
  kind: REVIEW_REMIND_JOB,
  claimed: true,
  run: async (item) => {
    const key = keyIn(item);
    const review = await deps.ledger.reads.get(reviews, key);
    const reminder = review && nextReminder(review);
    if (!review || !reminder || isBefore(deps.clock.now(), reminder.at)) return DONE;
    return remind(deps, review, reminder.share);
  },
});

async function remind(deps: ReviewsDeps, review: Review, share: 50 | 90): Promise<JobOutcome> {
  const { campaign, agentId, due } = review;
  const open = openItems(review).length;
  const text = `${campaign}: ${open} ${open === 1 ? 'item' : 'items'} of the access review of ${agentId} wait for an answer until ${due.slice(0, 16).replace('T', ' ')} UTC. Write “reviews ${agentId}” to answer.`;
  const told: PersonId[] = [];
  for (const person of await concerned(deps, review, share)) {
    const to = await deps.ledger.conversation(person);
    const sent = to && (await deps.chat.send(to, { text, summary: `Access review ${campaign}` }));
    if (sent?.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
    if (sent?.kind === 'sent') told.push(person);
  }
  await deps.ledger.commit(async (tx) => {
    const state = await tx.get(reviews, reviewKey(campaign, agentId));
    const isNews = state !== undefined && nextReminder(state)?.share === share;
    const event: ReviewEvent = {
      type: 'review-reminded',
      data: { campaign, agentId, share, told },
    };
    return { by: SYSTEM, events: isNews ? [event] : [], result: () => undefined };
  });
  return DONE;
}
