import type { CaseQuery } from './model.ts';

export const STATUSES = ['open', 'inProgress', 'fixed', 'confirmed', 'closed', 'declined'] as const;

/** What the backlog shows: all of it stands in the address. */
export interface Filters {
  readonly agent: string;
  readonly category: string;
  readonly status: (typeof STATUSES)[number] | '';
  readonly after: string;
}

export const filtersOf = (search: URLSearchParams): Filters => ({
  agent: search.get('agent') ?? '',
  category: search.get('category') ?? '',
  status: STATUSES.find((one) => one === search.get('status')) ?? '',
  after: search.get('after') ?? '',
});

export function searchOf(filters: Filters): URLSearchParams {
  const given = Object.entries<string>({ ...filters }).filter(([, value]) => value !== '');
  return new URLSearchParams(given);
}

const PAGE_SIZE = 25;

export function queryOf({ agent, category, status, after }: Filters): CaseQuery {
  const given = Object.entries({ agentId: agent, category, status, after });
  return {
    limit: PAGE_SIZE,
    ...Object.fromEntries(given.filter(([, value]) => value !== '')),
  };
}
