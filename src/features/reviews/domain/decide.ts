import { type Instant, plus } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import { QUARTER_MS } from './campaigns.ts';
import { type Around, type Chosen, carryOut } from './carryOut.ts';
import type { ReviewEvent } from './events.ts';
import { openItems, type Review } from './reviews.ts';

/** Why an answer to a review did nothing. */
export type ReviewRefusal =
  | { readonly code: 'unknown-review' }
  | { readonly code: 'not-reviewer' }
  | { readonly code: 'unknown-item'; readonly item: string }
  | { readonly code: 'not-a-choice'; readonly item: string }
  | { readonly code: 'already-answered'; readonly item: string };

/** Who answers for an agent today: its business owner, or the backup. */
export const mayReview = (person: PersonId, people: AgentPeople | undefined): boolean =>
  people !== undefined && [people.business, people.backup].includes(person);

function wrong(review: Review, { item, choice }: Chosen): ReviewRefusal | undefined {
  const asked = review.items.find(({ key }) => key === item);
  if (asked === undefined) return { code: 'unknown-item', item };
  if (!asked.choices.includes(choice)) return { code: 'not-a-choice', item };
  const before = review.answers[item];
  return before !== undefined && before.choice !== choice
    ? { code: 'already-answered', item }
    : undefined;
}

type Events = readonly (ReviewEvent | ReturnType<typeof carryOut>['events'][number])[];

/** Records what is kept, and takes away what is not, in one commit. The same answer again is no news. */
export function answerReview(
  command: { readonly person: PersonId; readonly answers: readonly Chosen[] },
  review: Review | undefined,
  around: Omit<Around, 'reviewed' | 'campaign'>,
): Result<Events, ReviewRefusal> {
  if (review === undefined) return refuse({ code: 'unknown-review' });
  if (!mayReview(command.person, around.agent.people)) return refuse({ code: 'not-reviewer' });
  for (const answer of command.answers) {
    const refusal = wrong(review, answer);
    if (refusal) return refuse(refusal);
  }
  const open = openItems(review);
  const fresh = open.flatMap(({ key }) =>
    command.answers.filter(({ item }) => item === key).slice(0, 1),
  );
  if (fresh.length === 0) return ok([]);
  const completes = fresh.length === open.length;
  const { campaign, agentId } = review;
  const done = carryOut(fresh, {
    ...around,
    campaign,
    ...(completes && { reviewed: daysOf(around.now) }),
  });
  const data = { campaign, agentId, answers: fresh, handed: done.handed, completes };
  return ok([{ type: 'review-answered', data }, ...done.events]);
}

const daysOf = (now: Instant) => ({
  lastReviewed: now.slice(0, 10),
  reviewBy: plus(now, QUARTER_MS).slice(0, 10),
});
