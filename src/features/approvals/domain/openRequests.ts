import type { Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { RequestEvent } from './events.ts';
import type { RequestState } from './state.ts';
import { type Withdrawals, withdrawnBy } from './withdrawals.ts';

/** One that waits. */
export interface Pending {
  readonly id: string;
  readonly due: Instant;
  /** A person asked for it, and not the agent or its gateway. */
  readonly byPerson?: true;
}

/** The live requests of one agent. */
export interface OpenRequests {
  readonly pending: readonly Pending[];
  /** Approved and not yet redeemed. */
  readonly approved: readonly { readonly id: string; readonly redeemBy: Instant }[];
  /** Of late; absent where there were none. */
  readonly withdrawn?: Withdrawals;
  /** How many there ever were, and so stand in its index; absent where the first of them are older than the index. */
  readonly listed?: number;
}

/**
 * The next request of an agent with this many pending ones is refused. What people ask for it is counted apart: nobody in
 * the company can take an agent's own ten away.
 */
export const MOST_PENDING = 10;

const NONE: OpenRequests = { pending: [], approved: [], listed: 0 };

/** Folds a request's event into the live requests of its agent. */
export function evolveOpen(
  state: OpenRequests = NONE,
  event: Recorded<RequestEvent>,
): OpenRequests {
  const { type, data } = event;
  const id = data.request;
  switch (type) {
    case 'request-asked':
      return {
        ...state,
        pending: [...without(state.pending, id), pendingOf(id, data.due, event)],
        ...(state.listed !== undefined && { listed: state.listed + 1 }),
      };
    case 'request-approved':
      return {
        ...state,
        pending: without(state.pending, id),
        approved: data.redeemBy
          ? [...without(state.approved, id), { id, redeemBy: data.redeemBy }]
          : state.approved,
      };
    case 'request-withdrawn':
      return {
        ...ended(state, id),
        withdrawn: withdrawnBy(state.withdrawn, event.by, event.at),
      };
    case 'request-rejected':
    case 'request-expired':
    case 'request-redeemed':
    case 'request-lapsed':
    case 'request-undone':
    case 'request-voided':
      return ended(state, id);
    case 'request-answered':
    case 'request-advanced':
    case 'request-backup-joined':
    case 'request-escalated':
    case 'request-reseated':
    case 'card-delivered':
    case 'card-abandoned':
      return state;
  }
}

const ended = (state: OpenRequests, id: string): OpenRequests => ({
  ...state,
  pending: without(state.pending, id),
  approved: without(state.approved, id),
});

const pendingOf = (id: string, due: Instant, { by }: Recorded<RequestEvent>): Pending => ({
  id,
  due,
  ...(by.kind === 'person' && { byPerson: true }),
});

const without = <T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
): readonly T[] => items.filter((item) => item.id !== id);

/** Whether a request is in its agent's list exactly where its state says that it should. */
export function isListedRightly(
  { id, status, approval }: Pick<RequestState, 'id' | 'status' | 'approval'>,
  { pending, approved }: OpenRequests = NONE,
): boolean {
  const isIn = (items: readonly { readonly id: string }[]) => items.some((item) => item.id === id);
  const redeemable = status === 'approved' && approval?.redeemBy !== undefined;
  return isIn(pending) === (status === 'pending') && isIn(approved) === redeemable;
}

/** The agent whose live requests an event changes; none for answers and cards. */
export function agentOf({ type, data }: RequestEvent): readonly string[] {
  switch (type) {
    case 'request-asked':
    case 'request-approved':
    case 'request-rejected':
    case 'request-expired':
    case 'request-withdrawn':
    case 'request-redeemed':
    case 'request-lapsed':
    case 'request-undone':
    case 'request-voided':
      return [data.agentId];
    case 'request-answered':
    case 'request-advanced':
    case 'request-backup-joined':
    case 'request-escalated':
    case 'request-reseated':
    case 'card-delivered':
    case 'card-abandoned':
      return [];
  }
}
