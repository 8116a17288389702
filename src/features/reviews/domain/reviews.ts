import type { DerivedRow, Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { type Instant, millisecondsBetween, plus } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { type PersonId, personId } from '../../../kernel/people.ts';
import {
  type Choice,
  isReviewEvent,
  type ReviewEvent,
  type ReviewEventOf,
  type ReviewItem,
} from './events.ts';

export interface Answered {
  readonly choice: Choice;
  readonly by: PersonId | undefined;
  readonly at: Instant;
}

/** One agent in one round. */
export interface Review {
  readonly campaign: string;
  readonly agentId: string;
  readonly reviewer: PersonId;
  readonly openedAt: Instant;
  readonly due: Instant;
  readonly items: readonly ReviewItem[];
  /** By the item's key. */
  readonly answers: Readonly<Record<string, Answered>>;
  readonly handed: readonly string[];
  /** How far reminders have come, in percent of the window. */
  readonly reminded: 0 | 50 | 90;
  /** Grows with what its card shows. */
  readonly version: number;
  /** What stands in the reviewer's chat. */
  readonly card: { readonly activityId?: string; readonly shows: number };
}

/** Sends or updates the reviewer's card of `args.campaign`, `args.agent`. */
export const REVIEW_CARD_JOB = 'review-card';
/** Timer: reminds whoever answers for `args.agent`. */
export const REVIEW_REMIND_JOB = 'review-remind';

export const reviewKey = (campaign: string, agentId: string): string => `${campaign}~${agentId}`;

/** What nobody has answered yet. */
export const openItems = ({ items, answers }: Review): readonly ReviewItem[] =>
  items.filter(({ key }) => !Object.hasOwn(answers, key));

export const isComplete = (review: Review): boolean => openItems(review).length === 0;

/** The next reminder and when; undefined: there is none any more. */
export function nextReminder(
  review: Review,
): { readonly share: 50 | 90; readonly at: Instant } | undefined {
  if (review.reminded === 90 || isComplete(review)) return undefined;
  const share = review.reminded === 0 ? 50 : 90;
  const window = millisecondsBetween(review.openedAt, review.due);
  return { share, at: plus(review.openedAt, Math.round((window * share) / 100)) };
}

const begun = ({ data, at }: Recorded<ReviewEventOf<'review-opened'>>): Review => ({
  ...data,
  openedAt: at,
  answers: {},
  handed: [],
  reminded: 0,
  version: 1,
  card: { shows: 0 },
});

function answered(
  state: Review,
  { data, at, by }: Recorded<ReviewEventOf<'review-answered'>>,
): Review {
  const person = by.kind === 'person' ? personId(by.id) : undefined;
  const given = data.answers.map(({ item, choice }) => [item, { choice, by: person, at }] as const);
  return {
    ...state,
    answers: { ...state.answers, ...Object.fromEntries(given) },
    handed: [...state.handed, ...data.handed],
    version: state.version + 1,
  };
}

function evolve(state: Review | undefined, event: Recorded<ReviewEvent>, id: string): Review {
  if (event.type === 'review-opened') return begun(event);
  if (state === undefined) throw new RangeError(`${event.type} before ${id} was opened`);
  switch (event.type) {
    case 'review-answered':
      return answered(state, event);
    case 'review-reminded':
      return { ...state, reminded: event.data.share };
    case 'review-card-delivered': {
      const { activityId, shows } = event.data;
      return { ...state, card: { activityId, shows } };
    }
    case 'review-card-abandoned':
      return { ...state, card: { ...state.card, shows: Number.MAX_SAFE_INTEGER } };
    case 'review-started':
    case 'review-dropped':
    case 'review-due':
    case 'review-admins-told':
      return state;
  }
}

function rows(state: Review): readonly DerivedRow[] {
  const { campaign, agentId, version, card, openedAt } = state;
  const id = reviewKey(campaign, agentId);
  const args = { campaign, agent: agentId };
  const reminder = nextReminder(state);
  return [
    ...(card.shows < version
      ? [dueRow({ job: REVIEW_CARD_JOB, due: openedAt, id: `${id}~${version}`, args })]
      : []),
    ...(reminder ? [dueRow({ job: REVIEW_REMIND_JOB, due: reminder.at, id, args })] : []),
  ];
}

/** Every agent's part in every round. */
export const reviews: Entity<Review, ReviewEvent> = {
  kind: 'review',
  prefix: 'RV',
  cached: false,
  idsOf: (event) =>
    isReviewEvent(event) && event.type !== 'review-dropped' && 'agentId' in event.data
      ? [reviewKey(event.data.campaign, event.data.agentId)]
      : [],
  evolve,
  rows,
  fits: (state, event) =>
    event.type === 'review-opened'
      ? state === undefined
      : event.type !== 'review-answered' ||
        event.data.answers.every(({ item }) => !Object.hasOwn(state?.answers ?? {}, item)),
};
