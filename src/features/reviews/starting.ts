import type { Instant } from '../../kernel/instant.ts';
import type { Committed, Idempotency, Tx } from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import { stored } from '../../kernel/stored.ts';
import { agents } from '../registry/domain/fold.ts';
import type { ReviewsDeps } from './deps.ts';
import { campaigns } from './domain/campaigns.ts';
import type { ReviewEvent, ReviewEventOf } from './domain/events.ts';
import { openedOf } from './opening.ts';

export interface Start {
  readonly by: Actor;
  /** Undefined: every department. */
  readonly department: string | undefined;
  readonly due: Instant;
  readonly quarterly: boolean;
}

export type Started =
  | { readonly kind: 'started'; readonly campaign: string }
  | { readonly kind: 'nobody' };

/** The next round of reviews, of the agents that fit; undefined where none does. */
export function startOf(
  { view }: Pick<Tx, 'view'>,
  { department, due, quarterly }: Omit<Start, 'by'>,
  follows?: string,
): ReviewEventOf<'review-started'> | undefined {
  const ids = [...view.all(agents).values()]
    .filter(
      ({ status, record }) =>
        status === 'active' && (department === undefined || record.department === department),
    )
    .map(({ record }) => record.id)
    .toSorted();
  if (ids.length === 0) return undefined;
  const data = {
    campaign: `RV-${view.all(campaigns).size + 1}`,
    ...(department !== undefined && { department }),
    due,
    agents: ids,
    ...(quarterly && { quarterly: true as const }),
    ...(follows !== undefined && { follows }),
  };
  return { type: 'review-started', data };
}

/** Begins a round, and asks the owners of its first agents; the others follow. */
export const startReview = (
  { ledger }: Pick<ReviewsDeps, 'ledger'>,
  start: Start,
  idempotency?: Idempotency,
): Promise<Committed<Started>> =>
  ledger.commit<Started>(async (tx) => {
    const event = startOf(tx, start);
    if (event === undefined)
      return { by: start.by, events: [], result: () => ({ kind: 'nobody' }) };
    const { campaign } = event.data;
    const { agents: toOpen, due } = event.data;
    const events: readonly ReviewEvent[] = [event, ...openedOf(tx, { campaign, toOpen, due })];
    return {
      by: start.by,
      events,
      result: () => ({ kind: 'started', campaign }),
      ...(idempotency && { answer: () => stored({ status: 201, body: { id: campaign } }) }),
    };
  }, idempotency);
