import type { PersonId, Role } from '../../kernel/people.ts';
import type { ApprovalsDeps } from './deps.ts';
import type { GateFacts } from './domain/phaseGate.ts';
import type { StagePlan } from './domain/seat.ts';
import type { RequestState } from './domain/state.ts';
import { gateFacts } from './kinds/phaseGate.ts';

export type Members = Readonly<Partial<Record<Role, readonly PersonId[]>>>;

/** What was looked up in the directory for one change. */
export interface Known {
  readonly members: Members;
  /** Whom a business owner reports to; `is` undefined: nobody. */
  readonly manager?: { readonly of: PersonId; readonly is: PersonId | undefined };
  /** What the gate to the enterprise phase rests on. */
  readonly gate?: GateFacts;
}

/**
 * What a try has to know and nobody has looked up yet: who holds these roles, whom somebody reports to, or what the gate of a
 * department's agent rests on.
 */
export type Needs =
  | { readonly needs: readonly Role[] }
  | { readonly needsManagerOf: PersonId }
  | { readonly needsGateOf: string | undefined };

/** What is known, with what a try needed. Throws where the directory does not say. */
export async function learned(
  deps: Pick<ApprovalsDeps, 'directory' | 'adoption' | 'hasBaselines'>,
  known: Known,
  needed: Needs,
): Promise<Known> {
  if ('needs' in needed)
    return { ...known, members: { ...known.members, ...(await membersOf(deps, needed.needs)) } };
  if ('needsGateOf' in needed) return { ...known, gate: await gateFacts(deps, needed.needsGateOf) };
  const { needsManagerOf: of } = needed;
  return { ...known, manager: { of, is: (await deps.directory.managerOf(of))?.id } };
}

/** Looks up who has these roles; before a try, since a try must not wait for the directory. */
export async function membersOf(
  { directory }: Pick<ApprovalsDeps, 'directory'>,
  roles: readonly Role[],
): Promise<Members> {
  const found = await Promise.all(
    roles.map(
      async (role) => [role, (await directory.membersOf(role)).map(({ id }) => id)] as const,
    ),
  );
  return Object.fromEntries(found);
}

/** The roles that seats of these stages have, each once. */
export const rolesIn = (stages: readonly Pick<StagePlan, 'seat'>[]): readonly Role[] => [
  ...new Set(stages.flatMap(({ seat }) => (seat.kind === 'role' ? [seat.role] : []))),
];

/** The roles whose holders are asked next, once the open stage of a request is complete. */
export const rolesAfter = ({ stages, stage }: RequestState): readonly Role[] =>
  rolesIn(stages.slice(stage + 1, stage + 2));
