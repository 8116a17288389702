import type { RequestQuery } from './model.ts';

export const SHOWN = ['mine', 'pending', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

const ENDED = [
  'approved',
  'rejected',
  'expired',
  'withdrawn',
  'redeemed',
  'lapsed',
  'undone',
  'void',
] as const;
const KIND_NAMES = [
  'outboundAction',
  'connector',
  'tierEscalation',
  'standingGrant',
  'promotion',
  'deviation',
  'boundsChange',
  'policyChange',
  'modelList',
] as const;
export const ORDERS = ['newest', 'oldest', 'due'] as const;
export type Order = (typeof ORDERS)[number];
export const STATUSES = ENDED;
export const KIND_CHOICES = KIND_NAMES;

/** What a list of requests shows: all of it stands in the address. */
export interface Filters {
  readonly show: Shown;
  readonly agent: string;
  readonly kind: (typeof KIND_NAMES)[number] | '';
  readonly status: (typeof ENDED)[number] | '';
  /** Empty: the newest first. */
  readonly order: Order | '';
  /** The request before the first one shown. */
  readonly after: string;
}

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | '' =>
  values.find((value) => value === text) ?? '';

export const filtersOf = (search: URLSearchParams): Filters => ({
  show: oneOf(SHOWN, search.get('show')) || 'mine',
  agent: search.get('agent') ?? '',
  kind: oneOf(KIND_NAMES, search.get('kind')),
  status: oneOf(ENDED, search.get('status')),
  order: oneOf(ORDERS, search.get('order')),
  after: search.get('after') ?? '',
});

const FIRST_VISIT: Readonly<Record<string, string>> = { show: 'mine', order: 'newest' };

/** Only what differs from a first visit. */
export function searchOf(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value !== '' && value !== FIRST_VISIT[name]) search.set(name, String(value));
  return search;
}

export const PAGE_SIZE = 25;

/** The orders that the server keeps of what is shown: an agent's requests stand from the newest on, what ended is not due. */
export function ordersOf({ show, agent }: Filters): readonly Order[] {
  if (show === 'mine') return [];
  if (show === 'pending') return ORDERS;
  return agent === '' ? ['newest', 'oldest'] : ['newest'];
}

/** The order that a list is in. */
export const orderIn = (filters: Filters): Order =>
  ordersOf(filters).find((one) => one === filters.order) ?? 'newest';

export function queryOf(filters: Filters): RequestQuery {
  const { show, agent, kind, status, after } = filters;
  return {
    limit: show === 'mine' ? 200 : PAGE_SIZE,
    ...(show === 'mine' ? { waitsFor: 'me' } : { order: orderIn(filters) }),
    ...(show === 'pending' && { status: 'pending' }),
    ...(show === 'all' && status !== '' && { status }),
    ...(agent !== '' && { agentId: agent }),
    ...(kind !== '' && { kind }),
    ...(after !== '' && show !== 'mine' && { after }),
  };
}
