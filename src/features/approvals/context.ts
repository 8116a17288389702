import type { Instant } from '../../kernel/instant.ts';
import type { Tx, View } from '../../kernel/ledger.ts';
import { ACTIVE, activePolicy } from '../policy/domain/active.ts';
import { agents, connectors } from '../registry/domain/fold.ts';
import { modelsOfGroup } from '../registry/domain/models/modelLists.ts';
import { presentAgent, presentConnector } from '../registry/domain/present.ts';
import { retestDue } from '../registry/domain/retests.ts';
import { outsideWindow } from '../releases/domain/outside.ts';
import type { ApprovalsDeps } from './deps.ts';
import type { Context, Subject } from './domain/commands.ts';
import type { RequestState } from './domain/state.ts';
import { touchedBy } from './domain/touched.ts';
import { releaseIn } from './kinds/release.ts';
import type { Members } from './members.ts';

/** The agent and the connector of a request as they stand at a moment: raised tiers counted, probations that are over said so. */
export function standingAround(
  { agentId, connectorId }: Pick<Subject, 'agentId' | 'connectorId'> | RequestState,
  view: View,
  now: Instant,
): Pick<Context, 'agent' | 'connector' | 'ownRecord'> {
  const agent = view.get(agents, agentId);
  const connector = connectorId === undefined ? undefined : view.get(connectors, connectorId);
  return {
    agent: agent && presentAgent(agent, now),
    ...(agent && { ownRecord: agent.record }),
    connector: connector && presentConnector(connector, now),
  };
}

/** What a decision on a request looks at, at the version of one try. */
export const contextOf = (
  { hits }: Pick<ApprovalsDeps, 'hits'>,
  tx: Tx,
  asked: Subject | RequestState,
  members: Members,
): Context => {
  const around = standingAround(asked, tx.view, tx.now);
  return {
    ...around,
    outside: outsideOf(asked, tx, around),
    now: tx.now,
    members,
    hits: hits(tx.view, touchedBy(asked)),
    ...(asked.kind === 'modelList' && {
      modelsOfGroup: modelsOfGroup(tx.view, asked.businessGroup),
    }),
    ...(asked.kind === 'promotion' && { retest: retestDue(tx.view, asked.agentId) }),
    bundle: tx.view.get(activePolicy, ACTIVE)?.bundle,
  };
};

/** What keeps approving it now from taking effect: no release window, and no deviation from that. */
export function outsideOf(
  asked: Subject | RequestState,
  { view, now }: Pick<Tx, 'view' | 'now'>,
  around: Pick<Context, 'agent'>,
): Context['outside'] {
  const change = releaseIn(asked, around);
  return change && outsideWindow(view, now, change);
}
