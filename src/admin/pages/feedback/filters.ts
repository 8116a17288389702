import type { CaseQuery } from './model.ts';

export const STATUSES = ['open', 'inProgress', 'fixed', 'confirmed', 'closed', 'declined'] as const;

export const ORDERS = ['priority', 'newest'] as const;

/** What the backlog shows: all of it stands in the address. */
export interface Filters {
  readonly agent: string;
  readonly category: string;
  readonly status: (typeof STATUSES)[number] | '';
  /** Empty: the most pressing first. */
  readonly order: (typeof ORDERS)[number] | '';
  readonly after: string;
}

export const filtersOf = (search: URLSearchParams): Filters => ({
  agent: search.get('agent') ?? '',
  category: search.get('category') ?? '',
  status: STATUSES.find((one) => one === search.get('status')) ?? '',
  order: ORDERS.find((one) => one === search.get('order')) ?? '',
  after: search.get('after') ?? '',
});

const ENDED: readonly string[] = ['confirmed', 'closed', 'declined'];

/** The orders that the server keeps of what is shown: what has ended presses nobody. */
export const ordersOf = ({ status }: Filters): readonly (typeof ORDERS)[number][] =>
  ENDED.includes(status) ? ['newest'] : ORDERS;

/** The order that a list is in. */
export const orderIn = (filters: Filters): (typeof ORDERS)[number] =>
  ordersOf(filters).find((one) => one === filters.order) ?? ordersOf(filters)[0] ?? 'priority';

export function searchOf(filters: Filters): URLSearchParams {
  const given = Object.entries<string>({ ...filters }).filter(
    ([name, value]) => value !== '' && !(name === 'order' && value === 'priority'),
  );
  return new URLSearchParams(given);
}

const PAGE_SIZE = 25;

export function queryOf(filters: Filters): CaseQuery {
  const { agent, category, status, after } = filters;
  const given = Object.entries({ agentId: agent, category, status, after });
  return {
    limit: PAGE_SIZE,
    order: orderIn(filters),
    ...Object.fromEntries(given.filter(([, value]) => value !== '')),
  };
}
