import { isBefore } from '../../../kernel/instant.ts';
import type { Actor, PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AskedAction, Context } from './commands.ts';
import type { Capacity, Seat, StagePlan } from './events.ts';
import type { Exclusion, RefusalOf } from './refusals.ts';
import { answersOf, backupFrom, openStage, type RequestState } from './state.ts';

/** Who has a part in a request, and so no say in it. */
export interface Parties {
  readonly requester: Actor;
  readonly beneficiary: PersonId | undefined;
  /** Tools whose effect somebody set. */
  readonly tools: readonly string[];
}

export const partiesOf = (subject: AskedAction | RequestState, requester: Actor): Parties => ({
  requester,
  beneficiary: subject.beneficiary,
  tools: [...new Set([subject.tool, subject.facts.effectiveTool])],
});

/** Why this person may not answer, whatever seat they hold; undefined where nothing speaks against it. */
export function exclusionOf(
  person: PersonId,
  parties: Parties,
  { agent, connector }: Context,
): Exclusion | undefined {
  const { requester, beneficiary, tools } = parties;
  if (agent?.record.identities?.some((id) => id.toLowerCase() === person)) return 'agentIdentity';
  if (requester.kind === 'person' && requester.id === person) return 'requester';
  if (beneficiary === person) return 'beneficiary';
  if (agent?.ownerSetBy === person) return 'ownerSetter';
  if (tools.some((tool) => setterOf(connector, tool) === person)) return 'effectSetter';
  return undefined;
}

const setterOf = (connector: Context['connector'], tool: string): PersonId | undefined =>
  connector && Object.hasOwn(connector.effectSetBy, tool) ? connector.effectSetBy[tool] : undefined;

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

/** The first seat that cannot be filled with different people throughout, and how many are left for it. */
export function unfillable(
  stages: readonly StagePlan[],
  parties: Parties,
  context: Context,
): RefusalOf<'no-approver'> | undefined {
  const chairs = stages.flatMap((stage, index) => {
    const able = candidates(stage.seat, parties, context);
    return Array.from({ length: stage.quorum }, () => ({ stage, index, able }));
  });
  const taken = new Map<PersonId, number>();
  for (const [number, { stage, able }] of chairs.entries())
    if (!seatSomebody(number, chairs, { taken, tried: new Set() }))
      return { code: 'no-approver', seat: stage.seat, quorum: stage.quorum, left: able.length };
  return undefined;
}

interface Seating {
  /** Person → the chair they were given. */
  readonly taken: Map<PersonId, number>;
  readonly tried: Set<PersonId>;
}

/** Gives a chair to somebody free, or to somebody whose chair another can take (augmenting paths). */
function seatSomebody(
  chair: number,
  chairs: readonly { readonly able: readonly PersonId[] }[],
  seating: Seating,
): boolean {
  const { taken, tried } = seating;
  for (const person of chairs[chair]?.able ?? []) {
    if (tried.has(person)) continue;
    tried.add(person);
    const other = taken.get(person);
    if (other === undefined || seatSomebody(other, chairs, seating)) {
      taken.set(person, chair);
      return true;
    }
  }
  return false;
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
