import type { Ledger, View } from '../../kernel/ledger.ts';
import type { Principal, Role } from '../../kernel/people.ts';
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
  return actsFor(principal, agentId, { view: await deps.ledger.view(), ...deps });
}

interface Sight extends Pick<Rights, 'speaksFor'> {
  readonly view: View;
}

const actsFor = (principal: Principal, agentId: string, { view, speaksFor }: Sight): boolean =>
  principal.kind === 'gateway' ||
  (principal.kind === 'agent' && speaksFor(principal.objectId, agentId, view.get(agents, agentId)));

const OVERSEERS: readonly Role[] = ['admin', 'board', 'security', 'compliance'];

/** Who reads decisions. */
export interface DecisionReader {
  readonly principal: Principal;
  readonly roles: ReadonlySet<Role>;
}

/** Decisions about an agent are for overseers, its own people, itself and gateways. */
export async function mayReadDecisionsOf(
  reader: DecisionReader,
  deps: Rights,
): Promise<(agentId: string) => boolean> {
  const { principal, roles } = reader;
  const view = await deps.ledger.view();
  if (principal.kind !== 'person')
    return (agentId) => actsFor(principal, agentId, { view, speaksFor: deps.speaksFor });
  if (OVERSEERS.some((role) => roles.has(role))) return () => true;
  return (agentId) => {
    const { business, technical, backup } = view.get(agents, agentId)?.people ?? {};
    return [business, technical, backup].includes(principal.id);
  };
}
