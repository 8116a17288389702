import { type Instant, isBefore } from '../../../../kernel/instant.ts';
import { canonicalJson, type Json } from '../../../../ledger/canonical.ts';
import type { AgentRecord, AgentState, ConnectorRecord } from '../model.ts';
import { agentWidenings } from '../narrowing.ts';
import { connectorWidenings } from './connectorNarrowing.ts';

/** What bounds an agent, in the order in which people read it. */
export const AGENT_BOUNDS = [
  'dataLabels',
  'contentSources',
  'quota',
  'models',
  'businessGroup',
  'retentionClass',
  'criticality',
  'expires',
  'identities',
] as const satisfies readonly (keyof AgentRecord)[];

/** What bounds a connector, for every agent that uses it. */
export const CONNECTOR_BOUNDS = [
  'scopes',
  'scopeLevel',
  'labels',
  'environments',
  'contentSources',
  'dataDomains',
  'dataClassification',
  'connection',
  'businessGroup',
  'brokeredIdentity',
  'vendor',
  'tierCeiling',
] as const satisfies readonly (keyof ConnectorRecord)[];

/** Of an agent's bounds, those that may be raised for a while. */
export const TEMPORARY_BOUNDS: readonly BoundName[] = [
  'quota',
  'dataLabels',
  'contentSources',
  'models',
];

type AgentBound = (typeof AGENT_BOUNDS)[number];
type ConnectorBound = (typeof CONNECTOR_BOUNDS)[number];
export type BoundName = AgentBound | ConnectorBound;

/** Values of some bounds, each whole, as the record writes it. */
export type Bounds = {
  readonly [K in AgentBound | ConnectorBound]?: K extends keyof AgentRecord
    ? NonNullable<AgentRecord[K]>
    : K extends keyof ConnectorRecord
      ? NonNullable<ConnectorRecord[K]>
      : never;
};

/** Bounds of an agent beyond its own until a date, by a request; they count until then, whoever writes it down. */
export type BoundRaise = {
  readonly changes: Bounds;
  /** What its own bounds were when that was asked for. */
  readonly from: Bounds;
  readonly until: Instant;
  readonly request: string;
};

/** The bounds that a change names. */
export const namesOfBounds = (changes: Bounds): readonly BoundName[] =>
  [...AGENT_BOUNDS, ...CONNECTOR_BOUNDS].filter(
    (name, i, all) => Object.hasOwn(changes, name) && all.indexOf(name) === i,
  );

/** What a record says today of these bounds; one that it does not speak of is left out. */
export const boundsIn = (
  record: AgentRecord | ConnectorRecord,
  names: readonly BoundName[],
): Bounds => {
  const said: readonly [string, unknown][] = Object.entries(record);
  return Object.fromEntries(said.filter(([name]) => names.some((one) => one === name)));
};

/** Whether a record still says of them what it said then. */
export const isUnmoved = (record: AgentRecord | ConnectorRecord, from: Bounds, changes: Bounds) =>
  sameBounds(boundsIn(record, namesOfBounds(changes)), from);

/** Whether both say the same of the same bounds. */
export const sameBounds = (a: Bounds, b: Bounds): boolean =>
  canonicalJson(plain(a)) === canonicalJson(plain(b));

const plain = (bounds: Bounds): { readonly [name: string]: Json } =>
  Object.fromEntries(Object.entries(bounds));

/** A record with these bounds instead of its own. */
export const withBounds = <R extends AgentRecord | ConnectorRecord>(
  record: R,
  changes: Bounds,
): R => ({
  ...record,
  ...changes,
});

/** What a change of an agent would allow that it may not today, in words; by bound. Empty: that bound only narrows. */
export const agentWidened = (record: AgentRecord, changes: Bounds): readonly Widened[] =>
  namesOfBounds(changes).map((name) => ({
    name,
    how: agentWidenings(record, withBounds(record, only(changes, name))),
  }));

/** The same of a connector. */
export const connectorWidened = (record: ConnectorRecord, changes: Bounds): readonly Widened[] =>
  namesOfBounds(changes).map((name) => ({
    name,
    how: connectorWidenings(record, withBounds(record, only(changes, name))),
  }));

export interface Widened {
  readonly name: BoundName;
  readonly how: readonly string[];
}

const only = (changes: Bounds, name: BoundName): Bounds =>
  Object.fromEntries(Object.entries(changes).filter(([one]) => one === name));

/** Those that count at a moment; at exactly its date a raise is over. */
export const liveBoundRaises = (
  { boundRaises = [] }: Pick<AgentState, 'boundRaises'>,
  now: Instant,
): readonly BoundRaise[] => boundRaises.filter(({ until }) => isBefore(now, until));

/** Those that outlive a new record: of bounds about which it says what it said. */
export const keptBoundRaises = (
  { boundRaises = [] }: Pick<AgentState, 'boundRaises'>,
  record: AgentRecord,
  ended: readonly string[],
): readonly BoundRaise[] =>
  boundRaises.filter(
    ({ from, changes, request }) => !ended.includes(request) && isUnmoved(record, from, changes),
  );
