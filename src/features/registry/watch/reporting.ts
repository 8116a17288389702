import { parseInstant } from '../../../kernel/instant.ts';
import type { Idempotency } from '../../../kernel/ledger.ts';
import type { Actor } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import { answeredBefore } from '../../../kernel/stored.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import { listedAgents, type Report, reportedId } from '../domain/watch/reports.ts';
import { observe } from './observing.ts';
import type { InventoryMessage } from './reportSchemas.ts';

export interface Reporting {
  readonly source: string;
  readonly by: Actor;
  readonly idempotency: Idempotency | undefined;
}

/**
 * What another platform shows of its agents, compared with what is recorded as any inventory is. It adds nothing to the
 * registry: an agent whose record does not name this source and this id is one that nobody registered. A message that was
 * received whole is refused when it comes again.
 */
export async function receiveInventory(
  { data: { agents: shown } }: InventoryMessage,
  { source, by, idempotency }: Reporting,
  deps: RegistryDeps,
): Promise<Success<{ readonly looked: number }> | Problem> {
  const before = await answeredBefore(deps.ledger, { by, idempotency });
  if (before) return received();
  const ours = listedAgents((await deps.ledger.view()).all(agents));
  const idOf = (id: string): string => ours.get(reportedId({ source, id })) ?? `${source}.${id}`;
  const looks = shown.map(({ id, connectors, scopes, sites }) => ({
    agentId: idOf(id),
    connectors,
    scopes,
    sites,
  }));
  const reports = new Map(shown.map((one) => [idOf(one.id), reportOf(one)]));
  const answer = await observe(
    { source, agents: looks, connectors: [] },
    { by, idempotency, reports },
    deps,
  );
  return 'problem' in answer ? answer : { status: 200, body: { looked: answer.body.looked } };
}

const received = (): Problem =>
  problem(
    'already-received',
    'A message of this id was received: send what is new under a new one.',
  );

const reportOf = ({
  id,
  name,
  version,
  lastActive,
}: InventoryMessage['data']['agents'][number]): Report => ({
  id,
  name,
  version,
  lastActive: lastActive === undefined ? undefined : parseInstant(lastActive),
});
