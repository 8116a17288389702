import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { agents } from '../registry/domain/fold.ts';
import { mayRead, type Who } from './domain/rights.ts';
import { ageInDays, type ExceptionState, exceptions, isLiveException } from './domain/state.ts';

/** An exception as the API shows it. */
export const shownException = (state: ExceptionState, now: Instant) => ({
  id: state.exception,
  requestId: state.exception,
  agentId: state.agentId,
  ...(state.connectorId !== undefined && { connectorId: state.connectorId }),
  from: state.from,
  what: state.what,
  why: state.why,
  owner: state.owner,
  approvers: state.approvers,
  since: state.since,
  ageDays: ageInDays(state, now),
  until: state.until,
  status: isLiveException(state, now)
    ? ('live' as const)
    : state.end?.by.kind === 'person'
      ? ('closed' as const)
      : ('ended' as const),
});

/** Exceptions in force, the one that ends first first. */
export const liveExceptions = (view: View, now: Instant): readonly ExceptionState[] =>
  [...view.all(exceptions).values()]
    .filter((state) => isLiveException(state, now))
    .toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));

/** Those a person may know of. */
export const exceptionsFor = (who: Who, view: View, now: Instant): readonly ExceptionState[] =>
  liveExceptions(view, now).filter((state) =>
    mayRead(who, state, view.get(agents, state.agentId)?.people),
  );
