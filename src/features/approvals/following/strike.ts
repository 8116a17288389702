import type { View } from '../../../kernel/ledger.ts';
import { argument, type Job } from '../../../kernel/outbox.ts';
import { ok } from '../../../kernel/result.ts';
import type { PauseEvent } from '../../pause/domain/events.ts';
import { pauses, STRIKE_JOB } from '../../pause/domain/state.ts';
import { hitsAction, type Target } from '../../pause/domain/target.ts';
import { agents } from '../../registry/domain/fold.ts';
import { changeRequest } from '../answering/change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { openRequests, requests } from '../domain/entity.ts';
import type { RequestState } from '../domain/state.ts';
import { touchedBy } from '../domain/touched.ts';

const SYSTEM = { kind: 'system' } as const;

/** Agents that a target may reach; which of their requests it hits, each request says. */
const agentsWithin = (target: Target, view: View): readonly string[] =>
  target.kind === 'agent' ? [target.id] : [...view.all(agents).keys()];

/** The live requests of these agents that a target hits. */
async function hitRequests(
  { ledger }: ApprovalsDeps,
  target: Target,
  view: View,
): Promise<readonly RequestState[]> {
  const open = await Promise.all(
    agentsWithin(target, view).map((id) => ledger.reads.get(openRequests, id)),
  );
  const ids = open.flatMap((one) =>
    one ? [...one.pending, ...one.approved].map(({ id }) => id) : [],
  );
  const states = await Promise.all(ids.map((id) => ledger.reads.get(requests, id)));
  return states
    .filter((state) => state !== undefined)
    .filter((state) => hitsAction(target, touchedBy(state)));
}

/** After a pause: writes down which approvals it made void, one commit each, and which requests it holds. */
export const strikeJob = (deps: ApprovalsDeps): Job => ({
  kind: STRIKE_JOB,
  claimed: false,
  run: async ({ args }) => {
    const id = argument(args, 'pause');
    const pause = await deps.ledger.reads.get(pauses, id);
    if (!pause || pause.struck) return { kind: 'done' };
    const hit = await hitRequests(deps, pause.target, await deps.ledger.view());
    for (const { id: request, status } of hit)
      if (status === 'approved')
        await changeRequest(deps, { request, by: SYSTEM, command: () => ok({ type: 'settle' }) });
    const after = await Promise.all(hit.map((state) => deps.ledger.reads.get(requests, state.id)));
    const idsOf = (status: RequestState['status']) =>
      after.flatMap((state) => (state?.status === status ? [state.id] : []));
    const struck: PauseEvent = {
      type: 'requests-struck',
      data: { pause: id, voided: idsOf('void'), held: idsOf('pending') },
    };
    await deps.ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: tx.view.get(pauses, id)?.struck ? [] : [struck],
      result: () => undefined,
    }));
    return { kind: 'done' };
  },
});
