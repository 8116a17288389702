import type { AgentsQuery } from './model.ts';

export const ENVIRONMENTS = ['dev', 'pilot', 'production'] as const;
export const PHASES = ['pilot', 'department', 'enterprise'] as const;
export const PLATFORM_IDS = ['copilot', 'copilotStudio', 'foundry', 'thirdParty'] as const;
export const ORDERS = ['name', '-name', 'changed', '-changed', 'id', '-id'] as const;
export const STATUSES = ['active', 'paused', 'retired'] as const;

/** What the inventory shows: all of it stands in the address. */
export interface Filters {
  /** Part of an id or a name. */
  readonly find: string;
  /** A user principal name or object id. */
  readonly owner: string;
  readonly environment: (typeof ENVIRONMENTS)[number] | '';
  readonly phase: (typeof PHASES)[number] | '';
  readonly platform: (typeof PLATFORM_IDS)[number] | '';
  readonly status: (typeof STATUSES)[number] | '';
  /** Empty: by name. */
  readonly order: (typeof ORDERS)[number] | '';
  readonly after: string;
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | '' =>
  values.find((value) => value === text) ?? '';

export const filtersOf = (search: URLSearchParams): Filters => ({
  find: search.get('find') ?? '',
  owner: search.get('owner') ?? '',
  environment: oneOf(ENVIRONMENTS, search.get('environment')),
  phase: oneOf(PHASES, search.get('phase')),
  platform: oneOf(PLATFORM_IDS, search.get('platform')),
  status: oneOf(STATUSES, search.get('status')),
  order: oneOf(ORDERS, search.get('order')),
  after: search.get('after') ?? '',
});

export function searchOf(filters: Filters): URLSearchParams {
  const given = Object.entries<string>({ ...filters }).filter(
    ([name, value]) => value !== '' && !(name === 'order' && value === BY_NAME),
  );
  return new URLSearchParams(given);
}

/** The order of a first visit. */
const BY_NAME = 'name';

/** The order that a list is in. */
export const orderIn = ({ order }: Filters): (typeof ORDERS)[number] => order || BY_NAME;

const PAGE_SIZE = 25;

export function queryOf({ find, ...rest }: Filters): AgentsQuery {
  const given = Object.entries({ ...rest, q: find }).filter(([, value]) => value !== '');
  return { limit: PAGE_SIZE, order: BY_NAME, ...Object.fromEntries(given) };
}
