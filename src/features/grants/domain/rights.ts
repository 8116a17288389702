import type { Instant } from '../../../kernel/instant.ts';
import { isBefore } from '../../../kernel/instant.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type { GrantEvent } from './events.ts';
import { type GrantState, isLiveGrant } from './state.ts';

/** A person with what they may be. */
export interface Who {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

const REVOKERS: readonly Role[] = ['admin', 'board'];
const READERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

/** An admin, one of the board, or who answers for the agent: its business owner and the backup. */
export const mayRevoke = ({ person, roles }: Who, people: AgentPeople | undefined): boolean =>
  REVOKERS.some((role) => roles.has(role)) ||
  (people !== undefined && [people.business, people.backup].includes(person));

/** Who approved it, who answers for the agent, and who oversees everything. */
export const mayRead = (
  { person, roles }: Who,
  { approvers }: Pick<GrantState, 'approvers'>,
  people: AgentPeople | undefined,
): boolean =>
  READERS.some((role) => roles.has(role)) ||
  approvers.includes(person) ||
  (people !== undefined && [people.business, people.backup, people.technical].includes(person));

/** Why a grant was not revoked. */
export type GrantRefusal =
  | { readonly code: 'unknown-grant'; readonly grant: string }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'over'; readonly at: Instant };

/** Takes a grant back. Again, it changes nothing. */
export function revoke(
  command: Who & { readonly grant: string; readonly reason?: string | undefined },
  state: GrantState | undefined,
  { now, people }: { readonly now: Instant; readonly people: AgentPeople | undefined },
): Result<readonly GrantEvent[], GrantRefusal> {
  const { grant, reason, person } = command;
  if (state === undefined || !mayRead(command, state, people))
    return refuse({ code: 'unknown-grant', grant });
  if (!mayRevoke(command, people)) return refuse({ code: 'not-allowed' });
  if (!isLiveGrant(state, now)) {
    const { end } = state;
    if (end?.by.kind === 'person' && end.by.id === person) return ok([]);
    return refuse({
      code: 'over',
      at: end && isBefore(end.at, state.until) ? end.at : state.until,
    });
  }
  const { agentId, connectorId } = state;
  const data = { grant, agentId, connectorId, ...(reason !== undefined && { reason }) };
  return ok([{ type: 'grant-revoked', data }]);
}
