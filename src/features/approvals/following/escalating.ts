import { argument, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { ok } from '../../../kernel/result.ts';
import type { EscalationStep } from '../../registry/domain/model.ts';
import { changeRequest } from '../answering/change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { ESCALATE_JOB } from '../domain/rows.ts';
import { nextStep, openStage, type RequestState } from '../domain/state.ts';

const DONE: JobOutcome = { kind: 'done' };

/** Who stands at a step at this moment. Throws where the directory does not say: then nobody is asked, and it is tried again. */
async function foundFor(
  { directory }: ApprovalsDeps,
  state: RequestState,
  to: EscalationStep,
): Promise<readonly PersonId[]> {
  if (to === 'board') return (await directory.membersOf('board')).map(({ id }) => id);
  const { seat } = openStage(state);
  if (seat.kind !== 'businessOwner') return [];
  const manager = await directory.managerOf(seat.owner);
  return manager ? [manager.id] : [];
}

/** Late in the window: asks whoever the agent's escalation path names next. */
export const escalateJob = (deps: ApprovalsDeps): Job => ({
  kind: ESCALATE_JOB,
  claimed: false,
  run: async ({ args }) => {
    const request = argument(args, 'request');
    const state = await deps.ledger.reads.get(requests, request);
    const next = state?.status === 'pending' ? nextStep(state) : undefined;
    if (!state || !next) return DONE;
    const { to } = next;
    const found = await foundFor(deps, state, to);
    await changeRequest(deps, {
      request,
      by: { kind: 'system' },
      command: () => ok({ type: 'escalate', to, found }),
    });
    return DONE;
  },
});
