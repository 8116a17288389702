import type { View } from '../../../kernel/ledger.ts';
import type { PersonId, Role } from '../../../kernel/people.ts';
import { agents } from '../../registry/domain/fold.ts';
import type { AgentRecord } from '../../registry/domain/model.ts';
import { ACTIVE, activePolicy } from './active.ts';
import type { OnBehalfOf } from './input.ts';
import type { Finding, PolicyInForce } from './model.ts';
import type { Deed } from './personInput.ts';

/** Somebody who does something with an agent, as far as is known. */
export interface Doer {
  readonly id?: PersonId;
  readonly roles: Iterable<Role>;
  /** Absent: unknown. */
  readonly belongs?: OnBehalfOf;
}

/** A deed, with the agent as it will be. */
export interface PersonDeed {
  readonly does: Deed;
  readonly agent: AgentRecord;
  readonly who: Doer;
  /** `2026-11-20`. */
  readonly today: string;
}

/** What the policy in force says about a person's deed. Without that policy: deny. */
export function personFinding(
  policy: PolicyInForce,
  view: View,
  { does, agent, who, today }: PersonDeed,
): Finding {
  const engine = policy.engine(view.get(activePolicy, ACTIVE)?.bundle);
  if (engine === undefined)
    return { outcome: 'deny', policies: ['policy-not-loaded'], because: NOT_LOADED };
  const people = view.get(agents, agent.id)?.people;
  const own = people ? [people.business, people.technical, people.backup] : [];
  return engine.judgePerson({
    does,
    roles: [...who.roles].toSorted(),
    owner: who.id !== undefined && own.includes(who.id),
    belongs: who.belongs ?? 'unknown',
    agent: agent.id,
    platform: agent.platform,
    environment: agent.environment,
    phase: agent.phase,
    department: agent.department,
    businessGroup: agent.businessGroup ?? '',
    expired: agent.expires !== undefined && agent.expires <= today,
  });
}

export const NOT_LOADED =
  'Another policy was put in force than this server has loaded, so it allows nothing until it has it: ask again in a moment.';
