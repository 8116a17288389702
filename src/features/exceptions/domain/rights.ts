import { type Instant, isBefore } from '../../../kernel/instant.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type { ExceptionEvent } from './events.ts';
import { type ExceptionState, isLiveException } from './state.ts';

/** A person with what they may be. */
export interface Who {
  readonly person: PersonId;
  readonly roles: ReadonlySet<Role>;
}

const CLOSERS: readonly Role[] = ['admin', 'board'];
const READERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

/** An admin, one of the board, who answers for the exception, or for the agent. */
export const mayClose = (
  { person, roles }: Who,
  { owner }: Pick<ExceptionState, 'owner'>,
  people: AgentPeople | undefined,
): boolean =>
  CLOSERS.some((role) => roles.has(role)) ||
  owner === person ||
  (people !== undefined && [people.business, people.backup].includes(person));

/** Those, whoever approved it, who runs the agent, and who oversees everything. */
export const mayRead = (
  who: Who,
  state: Pick<ExceptionState, 'owner' | 'approvers'>,
  people: AgentPeople | undefined,
): boolean =>
  mayClose(who, state, people) ||
  READERS.some((role) => who.roles.has(role)) ||
  state.approvers.includes(who.person) ||
  people?.technical === who.person;

/** Why an exception was not closed. */
export type ExceptionRefusal =
  | { readonly code: 'unknown-exception' }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'over'; readonly at: Instant };

/** Ends an exception before its date. Again by the same person, it changes nothing. */
export function close(
  command: Who & { readonly reason?: string | undefined },
  state: ExceptionState | undefined,
  { now, people }: { readonly now: Instant; readonly people: AgentPeople | undefined },
): Result<readonly ExceptionEvent[], ExceptionRefusal> {
  if (state === undefined || !mayRead(command, state, people))
    return refuse({ code: 'unknown-exception' });
  if (!mayClose(command, state, people)) return refuse({ code: 'not-allowed' });
  const { exception, agentId, connectorId, end, until } = state;
  if (end?.by.kind === 'person' && end.by.id === command.person) return ok([]);
  if (!isLiveException(state, now))
    return refuse({ code: 'over', at: end && isBefore(end.at, until) ? end.at : until });
  const { reason } = command;
  return ok([
    {
      type: 'deviation-closed',
      data: {
        exception,
        agentId,
        ...(connectorId !== undefined && { connectorId }),
        ...(reason !== undefined && { reason }),
      },
    },
  ]);
}
