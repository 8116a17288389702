import type { Instant } from '../../kernel/instant.ts';
import type { View } from '../../kernel/ledger.ts';
import type { Environment } from '../registry/domain/model.ts';
import { closedAt } from './domain/opening.ts';
import {
  CALENDAR,
  EMPTY,
  isConfigured,
  openProposal,
  proposalEnd,
  releases,
} from './domain/state.ts';

const ENVIRONMENTS: readonly Environment[] = ['dev', 'pilot', 'production'];

/** What holds for an environment at this moment, as far as it holds for all of it. */
export function stateOf(view: View, environment: Environment, now: Instant) {
  const { calendar = EMPTY } = view.get(releases, CALENDAR) ?? {};
  const closed = closedAt(calendar, { environment }, now);
  if (closed === undefined) return { environment, open: true } as const;
  const { freeze, next } = closed;
  return {
    environment,
    open: false,
    ...(freeze && { freeze: freeze.id }),
    ...(next && { next: { window: next.window.id, from: next.from, to: next.to } }),
  } as const;
}

/** The calendar as the API shows it. */
export function shownCalendar(view: View, now: Instant) {
  const state = view.get(releases, CALENDAR);
  const calendar = state?.calendar ?? EMPTY;
  const proposal = openProposal(state, now);
  return {
    configured: isConfigured(calendar),
    ...calendar,
    ...(state?.set && { setAt: state.set.at, setBy: byOf(state.set.by) }),
    now: ENVIRONMENTS.map((environment) => stateOf(view, environment, now)),
    ...(proposal && {
      proposal: {
        ...proposal.calendar,
        digest: proposal.digest,
        reason: proposal.reason,
        widens: proposal.widens,
        proposedBy: byOf(proposal.by),
        proposedAt: proposal.at,
        until: proposalEnd(proposal),
      },
    }),
  };
}

const byOf = (actor: { readonly kind: string; readonly id?: string }): string =>
  actor.id ?? actor.kind;
