import type { PersonId, Role } from '../../../kernel/people.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { seatPrefix } from '../domain/rows.ts';
import type { RequestState } from '../domain/state.ts';
import { aroundOf, isAwaited } from './render.ts';
import type { Around } from './views.ts';

/** A request that waits for somebody's answer. */
export interface Waiting {
  readonly state: RequestState;
  readonly around: Around;
}

/** More than a person reads; what is beyond is counted, not shown. */
const MOST = 100;

/** What waits for a person, the most urgent first: read from the seats' indexes, never from all requests. */
export async function waitingFor(
  deps: ApprovalsDeps,
  person: PersonId,
  roles: ReadonlySet<Role>,
): Promise<readonly Waiting[]> {
  const seats = [person, ...roles];
  const pages = await Promise.all(
    seats.map((seat) => deps.ledger.reads.rows(seatPrefix(seat), { limit: MOST })),
  );
  const ids = new Set(
    pages
      .flatMap(({ items }) => items.map(({ value }) => value['request']))
      .filter((id) => typeof id === 'string'),
  );
  const view = await deps.ledger.view();
  const found = await Promise.all(
    [...ids].map(async (id): Promise<Waiting | undefined> => {
      const state = await deps.ledger.reads.get(requests, id);
      return state && { state, around: await aroundOf(deps, state, view) };
    }),
  );
  return found
    .filter((one) => one !== undefined)
    .filter(({ state, around }) => isAwaited(state, person, around))
    .toSorted((a, b) => (a.state.due < b.state.due ? -1 : 1));
}
