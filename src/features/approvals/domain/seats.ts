import { isBefore } from '../../../kernel/instant.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { EscalationStep } from '../../registry/domain/model.ts';
import type { Context } from './commands.ts';
import type { Capacity } from './events.ts';
import { exclusionOf, type Parties, partiesOf } from './exclusions.ts';
import type { RefusalOf } from './refusals.ts';
import type { Seat, StagePlan } from './seat.ts';
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

/** What a person is at the open stage by a step of the escalation path that was taken; the path and the manager are those of now. */
function capacityByStep(
  state: RequestState,
  { person, roles }: Pick<Answerer, 'person' | 'roles'>,
  { agent, manager }: Context,
): Capacity | undefined {
  const taken = (openStage(state).escalated ?? []).map(({ to }) => to);
  const counts = (to: EscalationStep): boolean =>
    taken.includes(to) && agent?.people.escalation?.includes(to) === true;
  if (counts('manager') && manager === person) return 'manager';
  return counts('board') && roles.has('board') ? 'board' : undefined;
}

/** Whose manager somebody was asked as at the open stage; undefined: they were not. */
export function askedAsManagerOf(state: RequestState, person: PersonId): PersonId | undefined {
  if (state.status !== 'pending') return undefined;
  const { seat, escalated = [] } = openStage(state);
  const asked = escalated.some(({ to, invited }) => to === 'manager' && invited.includes(person));
  return asked && seat.kind === 'businessOwner' ? seat.owner : undefined;
}

/** Whether somebody may be asked by a step: the agent's path still names it, and neither an exclusion nor having set it speaks against them. */
export const mayStepIn = (
  to: EscalationStep,
  person: PersonId,
  state: RequestState,
  context: Context,
): boolean =>
  context.agent?.people.escalation?.includes(to) === true &&
  context.agent.escalationSetBy !== person &&
  exclusionOf(person, partiesOf(state, state.requester), context) === undefined;

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
  const held = capacityIn(seat, person, roles, context);
  const capacity = held ?? capacityByStep(state, { person, roles }, context);
  if (capacity === undefined) return refuse({ code: 'not-entitled', seat });
  if (held === undefined && context.agent?.escalationSetBy === person)
    return refuse({ code: 'excluded', why: 'ownerSetter', seat });
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
  const { seat, escalated = [] } = openStage(state);
  const roles = new Set<Role>(seat.kind === 'role' ? [seat.role] : []);
  const answered = new Set(answersOf(state).map(({ person }) => person));
  const seated = candidates(seat, partiesOf(state, state.requester), context).filter(
    (person) => rightToAnswer(state, { person, roles }, context).ok,
  );
  const stepped = escalated.flatMap(({ to, invited }) =>
    invited.filter((person) => {
      const asked = { ...context, ...(to === 'manager' && { manager: person }) };
      const held = new Set<Role>(to === 'board' ? ['board'] : []);
      return rightToAnswer(state, { person, roles: held }, asked).ok;
    }),
  );
  return [...new Set([...seated, ...stepped])].filter((person) => !answered.has(person));
}
