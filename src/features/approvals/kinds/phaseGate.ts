import type { ApprovalsDeps } from '../deps.ts';
import type { Context } from '../domain/commands.ts';
import { entersEnterprise, type GateFacts } from '../domain/phaseGate.ts';
import type { RefusalOf } from '../domain/refusals.ts';
import type { RequestState } from '../domain/state.ts';
import { isLastAnswer } from './release.ts';

/** What the gate to the enterprise phase rests on beside the ledger's present state, for an agent of this department. */
export async function gateFacts(
  {
    directory,
    adoption,
    hasBaselines,
  }: Pick<ApprovalsDeps, 'directory' | 'adoption' | 'hasBaselines'>,
  department: string | undefined,
): Promise<GateFacts> {
  const [board, baselines] = await Promise.all([
    directory.membersOf('board'),
    department === undefined ? false : hasBaselines(department),
  ]);
  return { board: board.length, quorum: adoption.quorum, baselines };
}

/** Why the answer that would take an agent into the enterprise phase has to wait; answers before that one change nothing yet. */
export function gateObstacle(
  state: RequestState,
  { gate }: Context,
): RefusalOf<'gate-not-passed' | 'settling'> | undefined {
  if (!entersEnterprise(state) || !isLastAnswer(state)) return undefined;
  // Nobody has looked: the gate stays shut until somebody does.
  if (gate === undefined) return { code: 'settling' };
  return gate.unmet.length === 0
    ? undefined
    : { code: 'gate-not-passed', agentId: state.agentId, ...gate };
}
