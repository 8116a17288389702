import type { Ledger } from '../../kernel/ledger.ts';
import type { PersonId, Principal, Role } from '../../kernel/people.ts';
import { agents } from '../registry/domain/fold.ts';
import type { AgentState } from '../registry/domain/model.ts';

export interface Rights {
  readonly ledger: Pick<Ledger, 'view'>;
  /** Whether a token's object id may speak for an agent. */
  readonly speaksFor: (objectId: string, agentId: string, agent: AgentState | undefined) => boolean;
}

/** An agent's token acts for that agent alone; a gateway's for every agent. */
export async function mayActFor(
  principal: Principal,
  agentId: string,
  deps: Rights,
): Promise<boolean> {
  if (principal.kind === 'gateway') return true;
  return (
    principal.kind === 'agent' &&
    deps.speaksFor(principal.objectId, agentId, (await deps.ledger.view()).get(agents, agentId))
  );
}

const OVERSEERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

/** Who reads decisions. */
export interface DecisionReader {
  readonly principal: Principal;
  readonly roles: ReadonlySet<Role>;
}

/** Whether the decisions of every agent may be read. */
export const oversees = ({ principal, roles }: DecisionReader): boolean =>
  principal.kind === 'person' && OVERSEERS.some((role) => roles.has(role));

/** Decisions about an agent are for overseers, its own people, itself and gateways. */
export async function mayReadDecisionsOf(
  reader: DecisionReader,
  agentId: string,
  deps: Rights,
): Promise<boolean> {
  if (reader.principal.kind !== 'person') return mayActFor(reader.principal, agentId, deps);
  if (oversees(reader)) return true;
  const people = (await deps.ledger.view()).get(agents, agentId)?.people;
  const own: readonly (PersonId | undefined)[] = people
    ? [people.business, people.technical, people.backup]
    : [];
  return own.includes(reader.principal.id);
}
