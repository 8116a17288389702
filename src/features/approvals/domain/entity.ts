import type { Entity } from '../../../kernel/entity.ts';
import type { RequestEvent } from './events.ts';
import { isRequestEvent } from './events.ts';
import { evolve, fits } from './evolve.ts';
import { agentOf, evolveOpen, type OpenRequests } from './openRequests.ts';
import { requestRows } from './rows.ts';
import type { RequestState } from './state.ts';

/** A request, by its id `AR-<n>`. Never cached: requests are read at the version a commit is conditional on. */
export const requests: Entity<RequestState, RequestEvent> = {
  kind: 'request',
  prefix: 'R',
  cached: false,
  idsOf: (event) => (isRequestEvent(event) ? [event.data.request] : []),
  evolve,
  fits,
  rows: requestRows,
};

/**
 * The live requests of an agent, by agent id. Kept in memory, so that it rests on the log and on what its head seals: a
 * request's own rows can be put back to what they were, this cannot.
 */
export const openRequests: Entity<OpenRequests, RequestEvent> = {
  kind: 'openRequests',
  prefix: 'Q',
  cached: true,
  idsOf: (event) => (isRequestEvent(event) ? agentOf(event) : []),
  evolve: (state, event) => evolveOpen(state, event),
  rows: () => [],
};
