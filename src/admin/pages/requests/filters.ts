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
] as const;
export const STATUSES = ENDED;
export const KIND_CHOICES = KIND_NAMES;

/** What a list of requests shows: all of it stands in the address. */
export interface Filters {
  readonly show: Shown;
  readonly agent: string;
  readonly kind: (typeof KIND_NAMES)[number] | '';
  readonly status: (typeof ENDED)[number] | '';
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
  after: search.get('after') ?? '',
});

/** Only what differs from a first visit. */
export function searchOf(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters))
    if (value !== '' && !(name === 'show' && value === 'mine')) search.set(name, String(value));
  return search;
}

export const PAGE_SIZE = 25;

export function queryOf({ show, agent, kind, status, after }: Filters): RequestQuery {
  return {
    limit: show === 'mine' ? 200 : PAGE_SIZE,
    ...(show === 'mine' ? { waitsFor: 'me' } : { order: 'newest' }),
    ...(show === 'pending' && { status: 'pending' }),
    ...(show === 'all' && status !== '' && { status }),
    ...(agent !== '' && { agentId: agent }),
    ...(kind !== '' && { kind }),
    ...(after !== '' && show !== 'mine' && { after }),
  };
}
