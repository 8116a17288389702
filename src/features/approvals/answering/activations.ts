import type { Activation, PersonId, Role } from '../../../kernel/people.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { openStage, type RequestState } from '../domain/state.ts';

interface Answerer {
  readonly request: string;
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

/** Roles in which somebody may answer the open stage. */
function rolesAsked(state: RequestState): readonly Role[] {
  const { seat, escalated = [] } = openStage(state);
  if (seat.kind === 'role') return [seat.role];
  return escalated.some(({ to }) => to === 'board') ? ['board'] : [];
}

/**
 * By which activations somebody is in the groups of the roles that they answer in, by the group; none where that is not looked
 * up. It is evidence alone: it forbids nothing, and what is not known is said to be so.
 */
export async function activationsOf(
  { ledger, directory }: Pick<ApprovalsDeps, 'ledger' | 'directory'>,
  { request, person, roles }: Answerer,
): Promise<ReadonlyMap<string, Activation>> {
  const { rolesFrom, activationOf } = directory;
  if (!activationOf || rolesFrom.source !== 'directory') return new Map();
  const state = await ledger.reads.get(requests, request);
  if (state?.status !== 'pending') return new Map();
  const held = rolesAsked(state).filter((role) => roles.has(role));
  const groups = held.flatMap((role) => rolesFrom.groups[role] ?? []);
  const unknown = (): Activation => ({ state: 'unknown' });
  return new Map(
    await Promise.all(
      groups.map(
        async (group) => [group, await activationOf(person, group).catch(unknown)] as const,
      ),
    ),
  );
}
