import { HOUR, MINUTE } from '../../../kernel/instant.ts';
import type { Obligations } from '../../policy/domain/model.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type { Plan } from '../domain/commands.ts';
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
