import type { Instant } from '../../../kernel/instant.ts';
import { type Actor, type PersonId, personId, type Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Calendar, ReleaseEvent } from './events.ts';
import { EMPTY, openProposal, type ReleasesState } from './state.ts';
import { calendarWidenings } from './widening.ts';

export type ReleaseRefusal =
  | { readonly code: 'not-entitled' }
  /** Nothing of that digest waits: it was decided, replaced, or has waited too long. */
  | { readonly code: 'not-proposed' }
  | { readonly code: 'own-proposal' }
  | { readonly code: 'agent-identity'; readonly agentId: string };

type Decision = Result<readonly ReleaseEvent[], ReleaseRefusal>;

/** Who decides: from the token or the signed activity. */
export interface Decider {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
  /** The agent that has this person among its identities: such a one decides nothing. */
  readonly identityOf?: string | undefined;
}

export interface SetCalendar extends Decider {
  readonly calendar: Calendar;
  readonly reason: string;
}

/** Names what is proposed and what it would take the place of. */
export const proposalDigest = (calendar: Calendar, before: Calendar): string =>
  sha256(canonicalJson({ calendar: { ...calendar }, before: { ...before } }));

const sameCalendar = (a: Calendar, b: Calendar): boolean =>
  canonicalJson({ ...a }) === canonicalJson({ ...b });

/** What setting a calendar comes to: it holds at once where it only narrows, waits for the board where it widens. */
export interface Effect {
  readonly effect: 'set' | 'proposed' | 'kept';
  /** What it lets through that the one in force does not. */
  readonly widens: readonly string[];
}

/** `kept`: this very calendar was set already. */
export function effectOf(
  calendar: Calendar,
  state: ReleasesState | undefined,
  now: Instant,
): Effect {
  const before = state?.calendar ?? EMPTY;
  if (state?.set !== undefined && sameCalendar(before, calendar))
    return { effect: 'kept', widens: [] };
  const widens = calendarWidenings(before, calendar, now);
  return { effect: widens.length === 0 ? 'set' : 'proposed', widens };
}

/** Sets the calendar where that only narrows; anything else is a proposal, for one of the board to adopt. */
export function setCalendar(
  command: SetCalendar,
  state: ReleasesState | undefined,
  now: Instant,
): Decision {
  const { calendar, reason, roles, identityOf } = command;
  if (!roles.has('admin')) return refuse({ code: 'not-entitled' });
  if (identityOf !== undefined) return refuse({ code: 'agent-identity', agentId: identityOf });
  const { effect, widens } = effectOf(calendar, state, now);
  if (effect === 'kept') return ok([]);
  if (effect === 'set') return ok([{ type: 'release-calendar-set', data: { calendar, reason } }]);
  const digest = proposalDigest(calendar, state?.calendar ?? EMPTY);
  return openProposal(state, now)?.digest === digest
    ? ok([])
    : ok([{ type: 'release-calendar-proposed', data: { calendar, reason, digest, widens } }]);
}

export interface AnswerProposal extends Decider {
  readonly answer: 'adopt' | 'reject';
  readonly digest: string;
  readonly reason?: string | undefined;
}

const isBy = (actor: Actor, person: PersonId): boolean =>
  actor.kind === 'person' && actor.id === person;

/** One of the board adopts or turns down what somebody else proposed; its author may only take it back. */
export function answerProposal(
  command: AnswerProposal,
  state: ReleasesState | undefined,
  now: Instant,
): Decision {
  const { person, roles, identityOf, answer, digest, reason } = command;
  const proposal = openProposal(state, now);
  const own = proposal !== undefined && isBy(proposal.by, person);
  if (!roles.has('board') && !(own && answer === 'reject')) return refuse({ code: 'not-entitled' });
  if (identityOf !== undefined) return refuse({ code: 'agent-identity', agentId: identityOf });
  if (proposal?.digest !== digest) return refuse({ code: 'not-proposed' });
  if (answer === 'reject')
    return ok([
      {
        type: 'release-calendar-rejected',
        data: { digest, ...(reason !== undefined && { reason }) },
      },
    ]);
  if (own) return refuse({ code: 'own-proposal' });
  const proposer = proposal.by.kind === 'person' ? personId(proposal.by.id) : undefined;
  const proposedBy = proposer === undefined ? {} : { proposedBy: proposer };
  const { calendar } = proposal;
  return ok([
    { type: 'release-calendar-set', data: { calendar, reason: proposal.reason, ...proposedBy } },
  ]);
}
