import type { Parts } from '../compose.ts';
import type { ApprovalsDeps } from '../features/approvals/deps.ts';
import { explain } from '../features/gate/explain.ts';
import type { Meter } from '../features/gate/meter.ts';
import { judgeRules } from '../features/gate/rules.ts';
import { pausedAgents, pauseHits } from '../features/pause/domain/hits.ts';
import { agents } from '../features/registry/domain/fold.ts';
import type { AgentState } from '../features/registry/domain/model.ts';
import { candidatesOf } from './proposals.ts';
import { decisionDeps, departmentHasBaselines, mayExplain } from './reading.ts';

/** Which agents are paused as such at present: by name, or because everything is. */
export const pausedNow = async ({ ledger, clock }: Parts): Promise<(agentId: string) => boolean> =>
  pausedAgents(await ledger.view(), clock.now());

/** An agent's token is one of those on its record, or the one this mode derives from the agent's id. */
const speaksFor =
  ({ derivedIdentity }: Parts): ApprovalsDeps['speaksFor'] =>
  (objectId, agentId, agent: AgentState | undefined) =>
    agent !== undefined &&
    [derivedIdentity(agentId), ...(agent.record.identities ?? [])].some(
      (one) => one?.toLowerCase() === objectId.toLowerCase(),
    );

/** What the approvals are given by the house. */
export function approvalsDeps(
  parts: Parts,
  chat: ApprovalsDeps['chat'],
  meter: Meter,
): ApprovalsDeps {
  const speaks = speaksFor(parts);
  const deps: ApprovalsDeps = {
    ...parts,
    rules: judgeRules({ ...parts, meter }),
    hits: (view, facts) => pauseHits(view, facts, parts.clock.now()),
    pausedNow: () => pausedNow(parts),
    speaksFor: speaks,
    agentWithIdentity: (view, objectId) =>
      [...view.all(agents)].find(([id, agent]) => speaks(objectId, id, agent))?.[0],
    candidates: candidatesOf(parts),
    hasBaselines: (department) => departmentHasBaselines(parts, department),
    hasPolicy: (bundle) => parts.policy.bundle(bundle) !== undefined,
    explain: async (id, reader) =>
      (await mayExplain(deps, id, reader)) ? explain(id, decisionDeps(parts)) : undefined,
    chat,
  };
  return deps;
}
