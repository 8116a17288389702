import { type Instant, isBefore } from '../../../kernel/instant.ts';
import { doneOf, type View } from '../../../kernel/ledger.ts';
import { argument, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import { ok } from '../../../kernel/result.ts';
import type { GrantEvent } from '../../grants/domain/events.ts';
import { grants, isLiveGrant } from '../../grants/domain/state.ts';
import { TIER_END_JOB } from '../../registry/domain/agentFold.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { REVOCATION_JOB } from '../../registry/domain/timers.ts';
import { changeRequest } from '../answering/change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { openRequests, requests } from '../domain/entity.ts';
import { lossOf } from '../kinds/kinds.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };

/** The live requests of these agents about one connector. */
async function liveOn(
  { ledger }: ApprovalsDeps,
  agentIds: readonly string[],
  connectorId: string,
): Promise<readonly string[]> {
  const open = await Promise.all(agentIds.map((id) => ledger.reads.get(openRequests, id)));
  const ids = open.flatMap((one) =>
    one ? [...one.pending, ...one.approved].map(({ id }) => id) : [],
  );
  const states = await Promise.all(ids.map((id) => ledger.reads.get(requests, id)));
  return states.flatMap((state) => (state?.connectorId === connectorId ? [state.id] : []));
}

/** Ends those of them that rest on what is gone, one commit each; answers which did. */
async function forfeited(deps: ApprovalsDeps, ids: readonly string[]): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const request of ids) {
    const changed = await changeRequest(deps, {
      request,
      by: SYSTEM,
      command: (state, context) => {
        const because = lossOf(state, context);
        return ok(because ? { type: 'forfeit', because } : { type: 'settle' });
      },
    });
    const result = doneOf(changed);
    if (result.ok && result.value.after.end?.because) ended.push(request);
  }
  return ended;
}

/** A raised tier has come to its date: what rests on it ends, and then the tier is written off. Nothing was allowed by it from that moment on. */
const tierEndJob = (deps: ApprovalsDeps): Job => ({
  kind: TIER_END_JOB,
  claimed: false,
  run: async ({ args }) => {
    const [agentId, request] = [argument(args, 'agent'), argument(args, 'request')];
    const raiseIn = (view: View) =>
      view.get(agents, agentId)?.raises?.find((raise) => raise.request === request);
    const raise = raiseIn(await deps.ledger.view());
    if (!raise || isBefore(deps.clock.now(), raise.until)) return DONE;
    const { connectorId, tier } = raise;
    const ended = await forfeited(deps, await liveOn(deps, [agentId], connectorId));
    const event: RegistryEvent = {
      type: 'tier-ended',
      data: { agentId, connectorId, tier, request, ended },
    };
    await deps.ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: raiseIn(tx.view) ? [event] : [],
      result: () => undefined,
    }));
    return DONE;
  },
});

/** Should the connector ever be listed again, what was granted on it before does not come back with it. */
const grantsOver = (view: View, connectorId: string, now: Instant): readonly GrantEvent[] =>
  [...view.all(grants).values()]
    .filter((grant) => grant.connectorId === connectorId && isLiveGrant(grant, now))
    .map(({ grant, agentId }) => ({
      type: 'grant-revoked',
      data: { grant, agentId, connectorId, reason: 'its connector was revoked' },
    }));

/** A connector was revoked: what rests on it ends. */
const revocationJob = (deps: ApprovalsDeps): Job => ({
  kind: REVOCATION_JOB,
  claimed: false,
  run: async ({ args }) => {
    const connectorId = argument(args, 'connector');
    const view = await deps.ledger.view();
    if (view.get(connectors, connectorId)?.unsettledSince === undefined) return DONE;
    const users = [...view.all(agents)].flatMap(([id, { record }]) =>
      record.capabilities.some((one) => one.connectorId === connectorId) ? [id] : [],
    );
    const ended = await forfeited(deps, await liveOn(deps, users, connectorId));
    const event: RegistryEvent = { type: 'revocation-settled', data: { connectorId, ended } };
    await deps.ledger.commit(async (tx) => {
      const settled = tx.view.get(connectors, connectorId)?.unsettledSince === undefined;
      const events = settled ? [] : [event, ...grantsOver(tx.view, connectorId, tx.now)];
      return { by: SYSTEM, events, result: () => undefined };
    });
    return DONE;
  },
});

export const rightsJobs = (deps: ApprovalsDeps): readonly Job[] => [
  tierEndJob(deps),
  revocationJob(deps),
];
