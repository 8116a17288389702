import { type Instant, isBefore } from '../../../kernel/instant.ts';
import { type Committed, doneOf, type Tx, type View } from '../../../kernel/ledger.ts';
import { argument, type Job, type JobOutcome } from '../../../kernel/outbox.ts';
import { ok } from '../../../kernel/result.ts';
import { groundless } from '../../grants/domain/groundless.ts';
import { RIGHTS_JOB, TIER_END_JOB } from '../../registry/domain/agentFold.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import { hasExpired, isExpiryOpen } from '../../registry/domain/expiry.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { isListed } from '../../registry/domain/granting.ts';
import type { AgentState } from '../../registry/domain/model.ts';
import { REVOCATION_JOB } from '../../registry/domain/timers.ts';
import { findOwners } from '../../registry/domain/watch/newsOwners.ts';
import { changeRequest } from '../answering/change.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { openRequests, requests } from '../domain/entity.ts';
import type { RequestState } from '../domain/state.ts';
import { lossOf } from '../kinds/kinds.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };

/** The live requests of these agents, about one connector where one is named. */
async function liveOf(
  { ledger }: ApprovalsDeps,
  agentIds: readonly string[],
  connectorId?: string,
): Promise<readonly string[]> {
  const open = await Promise.all(agentIds.map((id) => ledger.reads.get(openRequests, id)));
  const ids = open.flatMap((one) =>
    one ? [...one.pending, ...one.approved].map(({ id }) => id) : [],
  );
  const states = await Promise.all(ids.map((id) => ledger.reads.get(requests, id)));
  const fits = (state: RequestState): boolean =>
    (connectorId ?? state.connectorId) === state.connectorId;
  return states.flatMap((state) => (state !== undefined && fits(state) ? [state.id] : []));
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
    const ended = await forfeited(deps, await liveOf(deps, [agentId], connectorId));
    const event: RegistryEvent = {
      type: 'tier-ended',
      data: { agentId, connectorId, tier, request, ended },
    };
    await settle(deps, { agentId }, ({ view }) => (raiseIn(view) ? [event] : undefined));
    return DONE;
  },
});

/** A commit holds so many rows. */
const MOST_AT_ONCE = 20;

/**
 * Ends the grants that rest on what is gone, then says so with the last of them. `last` answers undefined where somebody
 * else has said so already.
 */
async function settle(
  { ledger }: ApprovalsDeps,
  about: Parameters<typeof groundless>[1],
  last: (tx: Tx) => readonly RegistryEvent[] | undefined,
): Promise<void> {
  const isSettled = (): Promise<Committed<boolean>> =>
    ledger.commit(async (tx) => {
      const closing = last(tx);
      const over = closing ? groundless(tx.view, about, tx.now) : [];
      const isLast = over.length <= MOST_AT_ONCE;
      const events = [...over.slice(0, MOST_AT_ONCE), ...(isLast ? (closing ?? []) : [])];
      return { by: SYSTEM, events, result: () => isLast };
    });
  while (!doneOf(await isSettled()));
}

const isUnsettled = (state: AgentState, now: Instant): boolean =>
  state.unsettledSince !== undefined || isExpiryOpen(state, now);

/** Something was taken from an agent, or it has expired: what rests on it ends. */
const rightsJob = (deps: ApprovalsDeps): Job => ({
  kind: RIGHTS_JOB,
  claimed: false,
  run: async ({ args }) => {
    const agentId = argument(args, 'agent');
    const now = deps.clock.now();
    const before = (await deps.ledger.view()).get(agents, agentId);
    if (before === undefined || !isUnsettled(before, now)) return DONE;
    const { unsettledSince: since, record } = before;
    const expired = hasExpired(before, now) ? record.expires : undefined;
    const ended = await forfeited(deps, await liveOf(deps, [agentId]));
    const data = { agentId, ended, ...(expired !== undefined && { expired }) };
    await settle(deps, { agentId }, ({ view }) => {
      const state = view.get(agents, agentId);
      const isStill =
        state !== undefined && state.unsettledSince === since && isUnsettled(state, now);
      return isStill ? [{ type: 'rights-settled', data }] : undefined;
    });
    return DONE;
  },
});

const usersOf = (view: View, connectorId: string): readonly AgentState[] =>
  [...view.all(agents).values()].filter(({ record }) =>
    record.capabilities.some((one) => one.connectorId === connectorId),
  );

/** A revoked connector is nobody's: should it ever be listed again, it is so for whom it is asked for then. */
async function takenFromAll({ ledger }: ApprovalsDeps, connectorId: string): Promise<void> {
  const isLeft = (): Promise<Committed<boolean>> =>
    ledger.commit(async ({ view }) => {
      const connector = view.get(connectors, connectorId);
      const users = connector && !isListed(connector.record) ? usersOf(view, connectorId) : [];
      const events = users.slice(0, MOST_AT_ONCE).map(({ record, people }): RegistryEvent => {
        const capabilities = record.capabilities.filter((one) => one.connectorId !== connectorId);
        return { type: 'agent-changed', data: { agent: { ...record, capabilities }, people } };
      });
      return { by: SYSTEM, events, result: () => users.length > MOST_AT_ONCE };
    });
  while (doneOf(await isLeft()));
}

/** A connector was revoked or narrowed: what rests on it ends. */
const revocationJob = (deps: ApprovalsDeps): Job => ({
  kind: REVOCATION_JOB,
  claimed: false,
  run: async ({ args }) => {
    const connectorId = argument(args, 'connector');
    const view = await deps.ledger.view();
    const since = view.get(connectors, connectorId)?.unsettledSince;
    if (since === undefined) return DONE;
    const users = usersOf(view, connectorId).map(({ record }) => record.id);
    const ended = await forfeited(deps, await liveOf(deps, users, connectorId));
    // Afterwards nobody could tell whose agents had it.
    while (!doneOf(await deps.ledger.commit(async (tx) => findOwners(tx, connectorId))));
    await takenFromAll(deps, connectorId);
    const event: RegistryEvent = { type: 'revocation-settled', data: { connectorId, ended } };
    await settle(deps, { connectorId }, (tx) =>
      tx.view.get(connectors, connectorId)?.unsettledSince === since ? [event] : undefined,
    );
    return DONE;
  },
});

export const rightsJobs = (deps: ApprovalsDeps): readonly Job[] => [
  tierEndJob(deps),
  rightsJob(deps),
  revocationJob(deps),
];
