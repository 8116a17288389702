import type { Instant } from '../../../../kernel/instant.ts';
import type { Draft, Tx, View } from '../../../../kernel/ledger.ts';
import type { PersonId } from '../../../../kernel/people.ts';
import { agents, connectors } from '../fold.ts';
import type { News } from '../losing.ts';
import { type AgentState, TIERS, type Tier, type Untold } from '../model.ts';
import { presentTier } from '../present.ts';
import type { ToldOwner } from './ownerNews.ts';

/** People of one commit, and so of one state. */
const AT_ONCE = 100;
/** Agents that a person is told by name. */
const NAMED = 5;

/** An environment or a tier that is gone concerns those who had it; anything else every user. */
function concerns(news: News, { record }: AgentState, tier: Tier): boolean {
  if (news.kind === 'environments') return news.gone.includes(record.environment);
  return news.kind !== 'ceiling' || TIERS.indexOf(tier) > TIERS.indexOf(news.to);
}

/** Ids of the agents that could do something with the connector at present and are concerned by its news. */
function concerned(view: View, connectorId: string, { news }: Untold, now: Instant) {
  return [...view.all(agents).values()].filter((agent) => {
    const tier = agent.status === 'active' ? presentTier(agent, connectorId, now) : undefined;
    return tier !== undefined && news.some((one) => concerns(one, agent, tier));
  });
}

/** Business and technical owners, in the order of their ids; whoever did it, or is asked about it, knows. */
function ownersOf(found: readonly AgentState[], { besides, after }: Untold): readonly ToldOwner[] {
  const owners = new Map<PersonId, string[]>();
  for (const { record, people } of found)
    for (const person of new Set([people.business, people.technical])) {
      if (besides.includes(person) || (after !== undefined && person <= after)) continue;
      const theirs = owners.get(person);
      if (theirs) theirs.push(record.id);
      else owners.set(person, [record.id]);
    }
  return [...owners]
    .map(([person, ids]) => ({
      person,
      agents: ids.sort().slice(0, NAMED),
      more: Math.max(0, ids.length - NAMED),
    }))
    .sort((a, b) => (a.person < b.person ? -1 : 1));
}

/**
 * Whom the news of a connector concerns, a portion of them: before anything is taken from their agents, for afterwards nobody
 * could tell. Answers whether that was all.
 */
export function findOwners(tx: Pick<Tx, 'view' | 'now'>, connectorId: string): Draft<boolean> {
  const by = { kind: 'system' } as const;
  const untold = tx.view.get(connectors, connectorId)?.untold;
  if (!untold) return { by, events: [], result: () => true };
  const all = ownersOf(concerned(tx.view, connectorId, untold, tx.now), untold);
  const owners = all.slice(0, AT_ONCE);
  const done = owners.length === all.length;
  const notice = `${connectorId}~${untold.seq}~${owners[0]?.person ?? 'nobody'}`;
  const data = { connectorId, notice, news: untold.news, owners, done };
  return { by, events: [{ type: 'connector-owners-found', data }], result: () => done };
}
