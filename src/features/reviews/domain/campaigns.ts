import type { DerivedRow, Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { isReviewEvent, type ReviewEvent } from './events.ts';

/** A round of reviews with a due date. */
export interface Campaign {
  readonly id: string;
  readonly department?: string;
  readonly startedAt: Instant;
  readonly due: Instant;
  readonly quarterly: boolean;
  /** Agents whose owners have still to be asked. */
  readonly toOpen: readonly string[];
  /** Agents whose owners have been asked. */
  readonly total: number;
  /** Of those: everything was answered. */
  readonly done: number;
  /** What was open when the due date came; absent before. */
  readonly open?: readonly string[];
  readonly told: boolean;
  /** The one that begins three months later has begun. */
  readonly followed: boolean;
}

/** Asks the next owners of `args.campaign`. */
export const REVIEW_OPEN_JOB = 'review-open';
/** Timer: the due date of `args.campaign`. */
export const REVIEW_DUE_JOB = 'review-due';
/** Tells the admins what is open of `args.campaign`. */
export const REVIEW_TELL_JOB = 'review-tell';
/** Timer: the next quarter of `args.campaign`. */
export const REVIEW_NEXT_JOB = 'review-next';

export const QUARTER_MS = 91 * DAY;

function evolve(state: Campaign | undefined, event: Recorded<ReviewEvent>, id: string): Campaign {
  if (event.type === 'review-started' && event.data.campaign === id) {
    const { department, due, agents, quarterly = false } = event.data;
    return {
      id,
      ...(department !== undefined && { department }),
      startedAt: event.at,
      due,
      quarterly,
      toOpen: agents,
      total: 0,
      done: 0,
      told: false,
      followed: false,
    };
  }
  if (state === undefined) throw new RangeError(`${event.type} before ${id} began`);
  switch (event.type) {
    case 'review-started':
      return { ...state, followed: true };
    case 'review-opened':
      return { ...without(state, event.data.agentId), total: state.total + 1 };
    case 'review-dropped':
      return without(state, event.data.agentId);
    case 'review-answered':
      return event.data.completes ? { ...state, done: state.done + 1 } : state;
    case 'review-due':
      return { ...state, open: event.data.open };
    case 'review-admins-told':
      return { ...state, told: true };
    case 'review-reminded':
    case 'review-card-delivered':
    case 'review-card-abandoned':
      return state;
  }
}

const without = (state: Campaign, agentId: string): Campaign => ({
  ...state,
  toOpen: state.toOpen.filter((id) => id !== agentId),
});

function rows(state: Campaign): readonly DerivedRow[] {
  const { id, due, startedAt, toOpen, open, told, quarterly, followed } = state;
  const item = { id, args: { campaign: id } };
  const left = toOpen.length;
  return [
    ...(left > 0
      ? [dueRow({ ...item, id: `${id}~${left}`, job: REVIEW_OPEN_JOB, due: startedAt })]
      : []),
    ...(open === undefined ? [dueRow({ ...item, job: REVIEW_DUE_JOB, due })] : []),
    ...(open !== undefined && !told ? [dueRow({ ...item, job: REVIEW_TELL_JOB, due })] : []),
    ...(quarterly && !followed
      ? [dueRow({ ...item, job: REVIEW_NEXT_JOB, due: plus(startedAt, QUARTER_MS) })]
      : []),
  ];
}

/** Events that are one owner's affair: they change nothing of the round. */
const QUIET = ['review-reminded', 'review-card-delivered', 'review-card-abandoned'];

/** Every round of reviews, by id. */
export const campaigns: Entity<Campaign, ReviewEvent> = {
  kind: 'reviewCampaign',
  prefix: 'RC',
  cached: true,
  idsOf: (event) => {
    if (!isReviewEvent(event) || QUIET.includes(event.type)) return [];
    const follows = event.type === 'review-started' ? event.data.follows : undefined;
    return [event.data.campaign, ...(follows === undefined ? [] : [follows])];
  },
  evolve,
  rows,
};
