import type { PersonId } from '../../kernel/people.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import type { ReviewView } from './cards/review.ts';
import type { ReviewsDeps } from './deps.ts';
import type { Review } from './domain/reviews.ts';

/** One person's card of one review: nobody else's click is worth anything with it. */
export const reviewNonce = (
  { cardMac }: Pick<ReviewsDeps, 'cardMac'>,
  about: { readonly campaign: string; readonly agentId: string; readonly person: PersonId },
): string => cardMac(canonicalJson(['review', about.campaign, about.agentId, about.person]));

export function reviewViewOf(
  deps: Pick<ReviewsDeps, 'cardMac'>,
  review: Review,
  person: PersonId,
  mistakes: readonly string[] = [],
): ReviewView {
  const { campaign, agentId, due, items, answers, handed } = review;
  const open = items
    .map((one, place) => ({ ...one, place }))
    .filter(({ key }) => !Object.hasOwn(answers, key));
  return {
    campaign,
    agentId,
    due,
    nonce: reviewNonce(deps, { campaign, agentId, person }),
    open,
    given: items.flatMap(({ key, section, text }) => {
      const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
      return answer === undefined ? [] : [{ section, text, choice: answer.choice }];
    }),
    handed,
    mistakes,
  };
}
