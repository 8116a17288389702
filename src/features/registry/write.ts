import type { DomainEvent } from '../../kernel/events.ts';
import type { Draft, Tx, Work } from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import { connectorWidenings } from './domain/connectorNarrowing.ts';
import { editOf } from './domain/editing.ts';
import type { RegistryEvent } from './domain/events.ts';
import { agents, connectors } from './domain/fold.ts';
import type { Widening } from './domain/ladders.ts';
import type { AgentPeople, AgentRecord, ConnectorRecord } from './domain/model.ts';
import { agentWidenings } from './domain/narrowing.ts';

/** A record to write, its people found. */
export type Entry =
  | { readonly kind: 'agent'; readonly record: AgentRecord; readonly people: AgentPeople }
  | { readonly kind: 'connector'; readonly record: ConnectorRecord };

/** What writing an entry comes to, at one version of the registry. */
export type Change =
  | { readonly kind: 'added'; readonly event: RegistryEvent }
  | { readonly kind: 'narrowed'; readonly event: RegistryEvent }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'widens'; readonly id: string; readonly how: readonly Widening[] };

const same = (a: object, b: object): boolean =>
  canonicalJson(a as Json) === canonicalJson(b as Json);

async function agentChange(tx: Tx, given: AgentRecord, people: AgentPeople): Promise<Change> {
  const before = await tx.get(agents, given.id);
  if (!before)
    return { kind: 'added', event: { type: 'agent-imported', data: { agent: given, people } } };
  const { record, endsRaises } = editOf(before, given, tx.now);
  const isSame = same(before.record, record) && same(before.people, people);
  if (isSame && endsRaises.length === 0) return { kind: 'unchanged' };
  const how = agentWidenings(before.record, record);
  if (how.length > 0) return { kind: 'widens', id: record.id, how };
  const data = { agent: record, people, ...(endsRaises.length > 0 && { endsRaises }) };
  return { kind: 'narrowed', event: { type: 'agent-changed', data } };
}

async function connectorChange(tx: Tx, record: ConnectorRecord): Promise<Change> {
  const before = await tx.get(connectors, record.id);
  const data = { connector: record };
  if (!before) return { kind: 'added', event: { type: 'connector-imported', data } };
  if (same(before.record, record)) return { kind: 'unchanged' };
  const how = connectorWidenings(before.record, record);
  return how.length > 0
    ? { kind: 'widens', id: record.id, how }
    : { kind: 'narrowed', event: { type: 'connector-changed', data } };
}

export const changeOf = (tx: Tx, entry: Entry): Promise<Change> =>
  entry.kind === 'agent'
    ? agentChange(tx, entry.record, entry.people)
    : connectorChange(tx, entry.record);

/** Writes the entries of one group, all or none: one that widens stops the group. `answer` is kept with an idempotency key. */
export function writeEntries(
  entries: readonly Entry[],
  by: Actor,
  answer?: (changes: readonly Change[]) => Json,
): Work<readonly Change[]> {
  return async (tx): Promise<Draft<readonly Change[]>> => {
    const changes: Change[] = [];
    for (const entry of entries) changes.push(await changeOf(tx, entry));
    const widens = changes.some(({ kind }) => kind === 'widens');
    const events: DomainEvent[] = widens
      ? []
      : changes.flatMap((change) => ('event' in change ? [change.event] : []));
    return {
      by,
      events,
      result: () => changes,
      narrows: changes.some(({ kind }) => kind === 'narrowed'),
      ...(answer && !widens && { answer: () => answer(changes) }),
    };
  };
}
