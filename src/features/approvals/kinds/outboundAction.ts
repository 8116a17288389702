import { HOUR, MINUTE } from '../../../kernel/instant.ts';
import type { Approver, Obligations } from '../../policy/domain/model.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type { Plan } from '../domain/commands.ts';
import type { Seat } from '../domain/seat.ts';
import { ownerSeat } from './rights.ts';

/** Who must agree to an action, and for how long that is good. What approving does: a receipt can be had. */
export function planAction(obligations: Obligations, people: AgentPeople): Plan {
  const { further = [], stepUp } = obligations;
  const stages = [obligations, ...further];
  const finance = stages.some(({ approver }) => approver === 'finance');
  return {
    stages: stages.map(({ approver, quorum }) => ({ seat: seatOf(approver, people), quorum })),
    windowMs: 24 * HOUR,
    redeemMs: finance ? 15 * MINUTE : HOUR,
    undoMs: 10 * MINUTE,
    ...(stepUp && { stepUp }),
  };
}

const seatOf = (approver: Approver, people: AgentPeople): Seat =>
  approver === 'businessOwner' ? ownerSeat(people) : { kind: 'role', role: approver };
