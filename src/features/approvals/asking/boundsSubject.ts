import { cellName, countOf } from '../../../kernel/counting.ts';
import { isoDuration } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Ledger, Tx } from '../../../kernel/ledger.ts';
import { weekBefore, weekOf } from '../../../kernel/week.ts';
import { boundsIn, namesOfBounds } from '../../registry/domain/bounds/boundChanges.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import type { AskedBounds } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import { rightDigest } from '../kinds/rights.ts';
import type { BoundsAsk, RightAsk } from './askSchemas.ts';

type Calls = NonNullable<AskedBounds['calls']>;

/** With what the records say today: people see both sides, and the digest covers both. How much the agent asks for is ours, and no part of it. */
export function boundsSubject(
  tenant: string,
  { ask, calls }: { readonly ask: BoundsAsk; readonly calls: Calls | undefined },
  tx: Tx,
): AskedBounds | Refusal {
  const { for: duration, ...rest } = ask;
  const { agentId, connectorId, changes } = rest;
  const agent = tx.view.get(agents, agentId)?.record;
  if (agent === undefined) return { code: 'unknown-agent', agentId };
  const record = connectorId === undefined ? agent : tx.view.get(connectors, connectorId)?.record;
  if (record === undefined) return { code: 'unknown-connector', connectorId: connectorId ?? '' };
  const forMs = duration === undefined ? undefined : isoDuration(duration);
  const draft = {
    ...rest,
    environment: agent.environment,
    from: boundsIn(record, namesOfBounds(changes)),
    ...(forMs !== undefined && { forMs }),
  };
  return { ...draft, digest: rightDigest(tenant, draft), ...(calls && { calls }) };
}

/** How much the agent asked for lately, where its quota is to be raised. */
export async function callsFor(
  ask: RightAsk,
  { reads }: Pick<Ledger, 'reads'>,
  now: Instant,
): Promise<Calls | undefined> {
  if (ask.kind !== 'boundsChange' || ask.changes.quota === undefined) return undefined;
  const week = weekOf(now);
  const [present, before] = await Promise.all([
    reads.counters(week.name),
    reads.counters(weekBefore(week).name),
  ]);
  const cell = `agent.${cellName(ask.agentId)}`;
  return { thisWeek: countOf(present, cell), lastWeek: countOf(before, cell) };
}
