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

/** Who may set owner, remedy and status: admins, the board, and the agent's business and technical owner. */
export const mayTriage = ({ person, roles }: Who, people: AgentPeople | undefined): boolean =>
  has(roles, TRIAGERS) || person === people?.business || person === people?.technical;

/** Who may read a case of this agent that somebody else reported. */
export const mayReadOthers = (who: Who, people: AgentPeople | undefined): boolean =>
  has(who.roles, OVERSEERS) || mayTriage(who, people) || who.person === people?.backup;

/** Who may read a case: its reporter, and whoever may read all of its agent's. */
export const mayRead = (
  who: Who,
  { person }: { readonly person: PersonId },
  people: AgentPeople | undefined,
): boolean => who.person === person || mayReadOthers(who, people);
