import { HOUR, MINUTE } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import type { AuthorizeCall, Judged } from '../../policy/domain/judge.ts';
import type { Obligations } from '../../policy/domain/model.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type { AskedAction, Plan } from '../domain/commands.ts';
import type { Seat } from '../domain/events.ts';

/** Who must agree to an action, and for how long that is good. What approving does: a receipt can be had. */
export function planAction({ approver, quorum }: Obligations, people: AgentPeople): Plan {
  const finance = approver === 'finance';
  return {
    stages: [{ seat: finance ? { kind: 'role', role: 'finance' } : ownerSeat(people), quorum }],
    windowMs: 24 * HOUR,
    redeemMs: finance ? 15 * MINUTE : HOUR,
    undoMs: 10 * MINUTE,
  };
}

const ownerSeat = ({ business, backup }: AgentPeople): Seat => ({
  kind: 'businessOwner',
  owner: business,
  ...(backup !== undefined && { backup }),
});

/** The action as it was judged; undefined where it was not understood, and so cannot be asked for. `beneficiary` is `onBehalfOf` as a person of ours. */
export function askedAction(
  call: AuthorizeCall,
  { facts, finding, digest, catalogue, bundle }: Judged,
  beneficiary: PersonId | undefined,
): AskedAction | undefined {
  if (facts === undefined) return undefined;
  const { agentId, connectorId, tool, justification, onBehalfOf } = call;
  return {
    kind: 'outboundAction',
    agentId,
    connectorId,
    tool,
    arguments: call.arguments,
    ...(justification !== undefined && { justification }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(beneficiary !== undefined && { beneficiary }),
    digest,
    facts,
    because: finding.because,
    policies: finding.policies,
    bundle,
    catalogue,
  };
}
