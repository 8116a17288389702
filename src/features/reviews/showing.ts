import type { View } from '../../kernel/ledger.ts';
import type { PersonId, Role } from '../../kernel/people.ts';
import { agents } from '../registry/domain/fold.ts';
import type { ReviewsDeps } from './deps.ts';
import { type Campaign, campaigns } from './domain/campaigns.ts';
import { mayReview } from './domain/decide.ts';
import { openItems, type Review, reviewKey, reviews } from './domain/reviews.ts';

const OVERSEERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

export interface Who {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

export const oversees = ({ roles }: Who): boolean => OVERSEERS.some((role) => roles.has(role));

/** A number of a campaign: `RV-12` → 12. */
const numberOf = (id: string): number => Number(id.slice(3));

/** Every round, the newest first. */
export const campaignsIn = (view: View): readonly Campaign[] =>
  [...view.all(campaigns).values()].toSorted((a, b) => numberOf(b.id) - numberOf(a.id));

/** A round as the API shows it; who could not be asked yet counts as open. */
export const shownCampaign = (state: Campaign) => {
  const { id, department, startedAt, due, total, toOpen, done, open } = state;
  const all = total + toOpen.length;
  return {
    id,
    ...(department !== undefined && { department }),
    quarterly: state.quarterly,
    startedAt,
    due,
    status: done === all ? ('complete' as const) : open ? ('overdue' as const) : ('open' as const),
    agents: all,
    done,
    completion: all === 0 ? 1 : done / all,
  };
};

export const shownReview = (review: Review) => ({
  campaign: review.campaign,
  agentId: review.agentId,
  reviewer: review.reviewer,
  due: review.due,
  open: openItems(review).length,
  items: review.items.map((one) => {
    const answer = review.answers[one.key];
    return {
      ...one,
      ...(answer && {
        answer: answer.choice,
        answeredAt: answer.at,
        ...(answer.by !== undefined && { answeredBy: answer.by }),
        ...(review.handed.includes(one.key) && { handed: true as const }),
      }),
    };
  }),
});

/** The agents that somebody answers for. */
export const ownAgents = (person: PersonId, view: View): readonly string[] =>
  [...view.all(agents).values()]
    .filter(({ people, status }) => status === 'active' && mayReview(person, people))
    .map(({ record }) => record.id)
    .toSorted();

/** Rounds looked into for what waits: what was open before them is shown on its own card. */
const ROUNDS = 8;

const isUnfinished = ({ done, total, toOpen }: Campaign): boolean => done < total + toOpen.length;

/** What waits for a person's own answers, the most urgent first. */
export async function waitingFor(
  { ledger }: Pick<ReviewsDeps, 'ledger'>,
  person: PersonId,
): Promise<readonly Review[]> {
  const view = await ledger.view();
  const rounds = campaignsIn(view).filter(isUnfinished).slice(0, ROUNDS);
  const keys = ownAgents(person, view).flatMap((agent) =>
    rounds.map(({ id }) => reviewKey(id, agent)),
  );
  const found = await Promise.all(keys.map((key) => ledger.reads.get(reviews, key)));
  return found
    .filter((one) => one !== undefined)
    .filter((one) => openItems(one).length > 0)
    .toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}
