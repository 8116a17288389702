import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import { agents } from '../registry/domain/fold.ts';
import { mayRead, type Who } from './domain/rights.ts';
import { type GrantState, grants, isLiveGrant } from './domain/state.ts';

/** A grant as the API shows it. */
export const shownGrant = (state: GrantState, now: Instant) => ({
  id: state.grant,
  requestId: state.grant,
  agentId: state.agentId,
  connectorId: state.connectorId,
  tool: state.tool,
  recipients: state.recipients,
  ...(state.amountUpTo !== undefined && { amountUpTo: state.amountUpTo }),
  ...(state.currency !== undefined && { currency: state.currency }),
  until: state.until,
  givenAt: state.givenAt,
  approvers: state.approvers,
  reason: state.reason,
  status: isLiveGrant(state, now)
    ? ('live' as const)
    : state.end && state.end.at < state.until
      ? ('revoked' as const)
      : ('ended' as const),
});

/** Live grants, the one that ends first first. */
export const liveGrants = (view: View, now: Instant): readonly GrantState[] =>
  [...view.all(grants).values()]
    .filter((state) => isLiveGrant(state, now))
    .toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0));

/** Those a person may know of. */
export const grantsFor = (who: Who, view: View, now: Instant): readonly GrantState[] =>
  liveGrants(view, now).filter((state) =>
    mayRead(who, state, view.get(agents, state.agentId)?.people),
  );
