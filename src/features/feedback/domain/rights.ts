import type { PersonId, Role } from '../../../kernel/people.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';

/** Somebody as rights see them: looked up now, never taken from a card or a body. */
export interface Who {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

const TRIAGERS: readonly Role[] = ['admin', 'board'];
const OVERSEERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

const has = (roles: ReadonlySet<Role>, some: readonly Role[]): boolean =>
  some.some((role) => roles.has(role));

/** Who may set owner, remedy and status: admins, the board, the agent's business and technical owner, and whoever the case was given to. */
export const mayTriage = (
  { person, roles }: Who,
  people: AgentPeople | undefined,
  owner?: PersonId,
): boolean =>
  has(roles, TRIAGERS) ||
  person === people?.business ||
  person === people?.technical ||
  person === owner;

/** Who may read a case of this agent that somebody else reported. */
export const mayReadOthers = (who: Who, people: AgentPeople | undefined): boolean =>
  has(who.roles, OVERSEERS) || mayTriage(who, people) || who.person === people?.backup;

/** Who may read a case: its reporter, whoever it was given to, and whoever may read all of its agent's. */
export const mayRead = (
  who: Who,
  { person, owner }: { readonly person: PersonId; readonly owner?: PersonId },
  people: AgentPeople | undefined,
): boolean => who.person === person || who.person === owner || mayReadOthers(who, people);
