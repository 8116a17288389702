import type { Instant } from '../../../kernel/instant.ts';
import type { PolicyActivated } from '../../policy/domain/active.ts';
import type { AskedPolicyChange, Context, Plan } from '../domain/commands.ts';
import type { AdoptionTerms } from '../domain/policyChange.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { PolicyRequest } from '../domain/state.ts';
import { reviewPlan } from './rights.ts';

type Asked = AskedPolicyChange | PolicyRequest;

/** Whatever a tenant sets: nobody changes the rules alone. */
const FEWEST = 2;

/** So many different people of the board, none of whom proposed it. */
export const planPolicyChange = (now: Instant, { quorum, stepUp }: AdoptionTerms): Plan => ({
  ...reviewPlan([{ seat: { kind: 'role', role: 'board' }, quorum: Math.max(FEWEST, quorum) }], now),
  ...(stepUp && { stepUp }),
});

/** Why a policy cannot be proposed, or not be adopted any more: its figures are about the bundle that was in force then. */
export function policyObstacle({ inForce, bundle }: Asked, context: Context): Refusal | undefined {
  if (context.bundle !== inForce) return { code: 'bundle-changed' };
  return bundle === inForce ? { code: 'nothing-changes' } : undefined;
}

/** What adopting does: the candidate is in force on all servers, whatever it loosens. */
export const policyAdopted = (asked: PolicyRequest): readonly PolicyActivated[] => {
  const { bundle, inForce: before, policies, files, title: reason } = asked;
  const data = { bundle, before, policies, files, how: 'adopted', reason } as const;
  return [{ type: 'policy-activated', data }];
};
