import { isBefore } from '../../../kernel/instant.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Context } from './commands.ts';
import type { Capacity, Seat, StagePlan } from './events.ts';
import { exclusionOf, type Parties, partiesOf } from './exclusions.ts';
import type { RefusalOf } from './refusals.ts';
import { answersOf, backupFrom, openStage, type RequestState } from './state.ts';

/** What a person is at a seat. Ownership is the agent's present one, roles are the given ones. */
export function capacityIn(
  seat: Seat,
  person: PersonId,
  roles: ReadonlySet<Role>,
  { agent }: Context,
): Capacity | undefined {
  if (seat.kind === 'role') return roles.has(seat.role) ? seat.role : undefined;
  if (agent?.people.business === person) return 'owner';
  return agent?.people.backup === person ? 'backup' : undefined;
}

/** Everybody who could ever answer at a seat, exclusions left out. */
export function candidates(seat: Seat, parties: Parties, context: Context): readonly PersonId[] {
  return [...new Set(holders(seat, context))].filter(
    (person) => exclusionOf(person, parties, context) === undefined,
  );
}

function holders(seat: Seat, { agent, members }: Context): readonly PersonId[] {
  if (seat.kind === 'role') return members[seat.role] ?? [];
  if (agent === undefined) return [];
  const { business, backup } = agent.people;
  return backup === undefined ? [business] : [business, backup];
}

/** Who is asked when a stage opens: everybody who may answer at once. */
export function invitedTo(
  { seat, quorum }: StagePlan,
  parties: Parties,
  context: Context,
): readonly PersonId[] {
  const able = candidates(seat, parties, context);
  if (seat.kind === 'role' || quorum > 1) return able;
  return able.slice(0, 1);
}

/** Who asks for the right to answer. */
export interface Answerer {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
  readonly identityOf?: string;
}

type NoRight = RefusalOf<'not-entitled' | 'excluded' | 'backup-not-yet'>;

/** As what this person may answer the open stage now, or why not. Whether they have answered already is not looked at. */
export function rightToAnswer(
  state: RequestState,
  { person, roles, identityOf }: Answerer,
  context: Context,
): Result<Capacity, NoRight> {
  const { seat, quorum } = openStage(state);
  const parties = partiesOf(state, state.requester);
  const capacity = capacityIn(seat, person, roles, context);
  if (capacity === undefined) return refuse({ code: 'not-entitled', seat });
  const why = identityOf === undefined ? exclusionOf(person, parties, context) : 'agentIdentity';
  if (why !== undefined) return refuse({ code: 'excluded', why, seat });
  if (capacity !== 'backup' || quorum > 1) return ok(capacity);
  const from = backupFrom(state);
  const early = isBefore(context.now, from) && ownerMay(parties, context);
  return early ? refuse({ code: 'backup-not-yet', from }) : ok(capacity);
}

function ownerMay(parties: Parties, context: Context): boolean {
  const owner = context.agent?.people.business;
  return owner !== undefined && exclusionOf(owner, parties, context) === undefined;
}

/** Everybody who may answer the open stage now. */
export function answerers(state: RequestState, context: Context): readonly PersonId[] {
  const { seat } = openStage(state);
  const roles = new Set(seat.kind === 'role' ? [seat.role] : []);
  const answered = new Set(answersOf(state).map(({ person }) => person));
  return candidates(seat, partiesOf(state, state.requester), context).filter(
    (person) => !answered.has(person) && rightToAnswer(state, { person, roles }, context).ok,
  );
}
