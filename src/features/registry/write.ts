import type { DomainEvent } from '../../kernel/events.ts';
import { type Draft, doneOf, type Ledger, type Tx, type Work } from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import { canonicalJson, type Json } from '../../ledger/canonical.ts';
import type { Withheld } from './deps.ts';
import { connectorWidenings } from './domain/bounds/connectorNarrowing.ts';
import { editOf } from './domain/editing.ts';
import type { RegistryEvent } from './domain/events.ts';
import { agents, connectors } from './domain/fold.ts';
import type { Widening } from './domain/ladders.ts';
import type { AgentPeople, AgentRecord, ConnectorRecord } from './domain/model.ts';
import { agentWidenings } from './domain/narrowing.ts';
import { agentRelease, connectorRelease, type Release } from './domain/releases.ts';
import { OWNERS, ownerWatch } from './domain/watch/watching.ts';
import { restoredBy } from './watch/owners.ts';

/** A record to write, its people found. */
export type Entry =
  | { readonly kind: 'agent'; readonly record: AgentRecord; readonly people: AgentPeople }
  | { readonly kind: 'connector'; readonly record: ConnectorRecord };

/** What writing an entry comes to, at one version of the registry. */
export type Change =
  | { readonly kind: 'added'; readonly event: RegistryEvent }
  | {
      readonly kind: 'narrowed';
      readonly event: RegistryEvent;
      readonly before: AgentRecord | ConnectorRecord;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'widens'; readonly id: string; readonly how: readonly Widening[] }
  /** It has to wait: why, in a sentence. */
  | { readonly kind: 'withheld'; readonly id: string; readonly because: string };

/** The registry at one version. */
type At = Pick<Tx, 'view' | 'now'>;

const same = (a: object, b: object): boolean =>
  canonicalJson(a as Json) === canonicalJson(b as Json);

function agentChange({ view, now }: At, given: AgentRecord, people: AgentPeople): Change {
  const before = view.get(agents, given.id);
  if (!before)
    return { kind: 'added', event: { type: 'agent-imported', data: { agent: given, people } } };
  const { record, endsRaises, endsBounds } = editOf(before, given, now);
  const isSame = same(before.record, record) && same(before.people, people);
  if (isSame && endsRaises.length + endsBounds.length === 0) return { kind: 'unchanged' };
  const how = agentWidenings(before.record, record);
  if (how.length > 0) return { kind: 'widens', id: record.id, how };
  const data = {
    agent: record,
    people,
    ...(endsRaises.length > 0 && { endsRaises }),
    ...(endsBounds.length > 0 && { endsBounds }),
  };
  return { kind: 'narrowed', event: { type: 'agent-changed', data }, before: before.record };
}

function connectorChange({ view }: At, record: ConnectorRecord): Change {
  const before = view.get(connectors, record.id);
  const data = { connector: record };
  if (!before) return { kind: 'added', event: { type: 'connector-imported', data } };
  if (same(before.record, record)) return { kind: 'unchanged' };
  const how = connectorWidenings(before.record, record);
  return how.length > 0
    ? { kind: 'widens', id: record.id, how }
    : {
        kind: 'narrowed',
        event: { type: 'connector-changed', data },
        before: before.record,
      };
}

function releaseOf({ view }: At, entry: Entry): Release | undefined {
  const { id } = entry.record;
  return entry.kind === 'agent'
    ? agentRelease(view.get(agents, id)?.record, entry.record)
    : connectorRelease(view.get(connectors, id)?.record, entry.record);
}

function changeOf(at: At, entry: Entry, withheld?: Withheld): Change {
  const change =
    entry.kind === 'agent'
      ? agentChange(at, entry.record, entry.people)
      : connectorChange(at, entry.record);
  const release = 'event' in change ? releaseOf(at, entry) : undefined;
  const because = release && withheld?.(at.view, at.now, release);
  return because === undefined ? change : { kind: 'withheld', id: entry.record.id, because };
}

/** Nothing of a group is written where one of these is in it. */
const STOPS: readonly Change['kind'][] = ['widens', 'withheld'];

/** What writing each of the entries would come to now. */
export async function changesOf(
  entries: readonly Entry[],
  { ledger, withheld }: { readonly ledger: Ledger; readonly withheld: Withheld },
): Promise<readonly Change[]> {
  return doneOf(
    await ledger.commit(async (tx) => {
      const changes = entries.map((entry) => changeOf(tx, entry, withheld));
      return { by: { kind: 'system' }, events: [], result: () => changes };
    }),
  );
}

/** The fields of the record that a change writes anew, in the order of the alphabet. */
export function changedFields({
  event,
  before,
}: Extract<Change, { kind: 'narrowed' }>): readonly string[] {
  const { data } = event;
  const after = 'agent' in data ? data.agent : 'connector' in data ? data.connector : before;
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => was.get(name) !== is.get(name)).toSorted();
}

const fieldsOf = (record: Json & object): ReadonlyMap<string, string> =>
  new Map(Object.entries(record).map(([name, value]) => [name, canonicalJson(value)]));

/** Who writes, and what may hold it back; absent: nothing. */
export interface Writing {
  readonly by: Actor;
  readonly withheld?: Withheld;
}

/** Writes the entries of one group, all or none: one that widens or has to wait stops the group. `answer` is kept with an idempotency key. */
export function writeEntries(
  entries: readonly Entry[],
  { by, withheld }: Writing,
  answer?: (changes: readonly Change[]) => Json,
): Work<readonly Change[]> {
  return async (tx): Promise<Draft<readonly Change[]>> => {
    const changes = entries.map((entry) => changeOf(tx, entry, withheld));
    const stops = changes.some(({ kind }) => STOPS.includes(kind));
    const events: DomainEvent[] = stops
      ? []
      : changes.flatMap((change) => ('event' in change ? [change.event] : []));
    if (events.length > 0) events.push(...watchedWith(tx, entries));
    return {
      by,
      events,
      result: () => changes,
      narrows: changes.some(({ kind }) => kind === 'narrowed'),
      ...(answer && !stops && { answer: () => answer(changes) }),
    };
  };
}

/** The first write begins the watch over owners; one that names new owners closes what was told of the old. */
const watchedWith = (tx: Tx, entries: readonly Entry[]): readonly DomainEvent[] => [
  ...(tx.view.get(ownerWatch, OWNERS) ? [] : [{ type: 'owners-watched', data: {} }]),
  ...entries.flatMap((entry) =>
    entry.kind === 'agent' ? restoredBy(tx, entry.record.id, entry.people) : [],
  ),
];
