import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../kernel/ledger.ts';
import type { ReviewEvent } from './domain/events.ts';
import { itemsOf } from './domain/items.ts';
import { holdingsOf } from './holdings.ts';

/** Reviews of one commit: each has a state and a card. */
const GROUP = 20;

interface Round {
  readonly campaign: string;
  readonly toOpen: readonly string[];
  readonly due: Instant;
}

/** Asks the owners of the next agents, some at a time. An agent that is gone by then is dropped. */
export const openedOf = (
  { view, now }: Pick<Tx, 'view' | 'now'>,
  { campaign, toOpen, due }: Round,
): readonly ReviewEvent[] =>
  toOpen.slice(0, GROUP).map((agentId) => {
    const holdings = holdingsOf(agentId, view, now);
    if (!holdings) return { type: 'review-dropped', data: { campaign, agentId } };
    const reviewer = holdings.agent.people.business;
    const items = itemsOf(holdings);
    return { type: 'review-opened', data: { campaign, agentId, due, reviewer, items } };
  });
