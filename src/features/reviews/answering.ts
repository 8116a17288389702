import type { Committed, Idempotency } from '../../kernel/ledger.ts';
import type { PersonId } from '../../kernel/people.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { stored } from '../../kernel/stored.ts';
import type { ReviewsDeps } from './deps.ts';
import type { Chosen } from './domain/carryOut.ts';
import { answerReview, type ReviewRefusal } from './domain/decide.ts';
import { reviewKey, reviews } from './domain/reviews.ts';
import { holdingsOf, usersOf } from './holdings.ts';

export interface Answering {
  readonly campaign: string;
  readonly agentId: string;
  readonly person: PersonId;
  readonly answers: readonly Chosen[];
}

/**
 * An owner's answers, the same from card and API: recorded and carried out in one commit, which is fenced on every lane
 * before it is acknowledged. A grant that is taken back allows nothing after that.
 */
export const giveAnswers = (
  { ledger }: Pick<ReviewsDeps, 'ledger'>,
  { campaign, agentId, person, answers }: Answering,
  idempotency?: Idempotency,
): Promise<Committed<Result<undefined, ReviewRefusal>>> => {
  const by = { kind: 'person', id: person } as const;
  const key = reviewKey(campaign, agentId);
  return ledger.commit<Result<undefined, ReviewRefusal>>(async (tx) => {
    const holdings = holdingsOf(agentId, tx.view, tx.now);
    const decided = holdings
      ? answerReview({ person, answers }, await tx.get(reviews, key), {
          ...holdings,
          now: tx.now,
          users: (id) => usersOf(id, tx.view),
        })
      : refuse({ code: 'unknown-review' } as const);
    if (!decided.ok) return { by, events: [], result: () => decided };
    return {
      by,
      events: decided.value,
      narrows: decided.value.length > 1,
      result: () => ok(undefined),
      ...(idempotency && { answer: () => stored({ status: 200, body: {} }) }),
    };
  }, idempotency);
};
