import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import { personBehind } from './agentFold.ts';
import { withBounds } from './bounds/boundChanges.ts';
import { decidedEnding, withCard } from './ending.ts';
import type { ConnectorEvent, RegistryEventOf } from './events.ts';
import { connectorLosses, narrowings } from './losing.ts';
import type { ConnectorRecord, ConnectorState } from './model.ts';
import { foundOwners, withNews } from './watch/untold.ts';

const TYPES: Readonly<Record<ConnectorEvent['type'], true>> = {
  'connector-imported': true,
  'connector-changed': true,
  'connector-put-on-probation': true,
  'connector-promoted': true,
  'connector-widened': true,
  'connector-bounds-changed': true,
  'connector-rejected': true,
  'connector-revoked': true,
  'revocation-settled': true,
  'connector-owners-found': true,
  'probation-ended': true,
  'probation-extended': true,
  'probation-card-delivered': true,
  'probation-card-abandoned': true,
};

export const isConnectorEvent = (event: DomainEvent): event is ConnectorEvent =>
  Object.hasOwn(TYPES, event.type);

export const connectorOf = ({ data }: ConnectorEvent): string =>
  'connector' in data ? data.connector.id : data.connectorId;

/** Who set each tool's present effect: `who` answers for tools whose effect is new. */
function settersOf(
  state: ConnectorState | undefined,
  record: ConnectorRecord,
  who: (tool: string) => PersonId | undefined,
): Readonly<Record<string, PersonId>> {
  const found: Record<string, PersonId> = {};
  for (const { name, effect } of record.tools) {
    const before = state?.record.tools.find((tool) => tool.name === name);
    const setter = who(name) ?? (before?.effect === effect ? setterOf(state, name) : undefined);
    if (setter) found[name] = setter;
  }
  return found;
}

const setterOf = (state: ConnectorState | undefined, tool: string): PersonId | undefined =>
  state && Object.hasOwn(state.effectSetBy, tool) ? state.effectSetBy[tool] : undefined;

type Written = Recorded<RegistryEventOf<'connector-imported' | 'connector-changed'>>;

function written(state: ConnectorState | undefined, event: Written): ConnectorState {
  const { data, by } = event;
  const record = data.connector;
  const setter = personBehind(by);
  const changed = (name: string): boolean =>
    state?.record.tools.find((tool) => tool.name === name)?.effect !==
    record.tools.find((tool) => tool.name === name)?.effect;
  const effectSetBy = settersOf(state, record, (name) => (changed(name) ? setter : undefined));
  const after = { ...state, record, effectSetBy };
  if (state === undefined) return after;
  const isLess = connectorLosses(state.record, record).length > 0;
  const told = withNews(after, event, narrowings(state.record, record));
  return isLess ? { ...told, unsettledSince: event.at } : told;
}

type Reviewed = RegistryEventOf<
  'connector-put-on-probation' | 'connector-promoted' | 'connector-widened'
>;

/** The record and who confirmed what, of a review. */
function reviewed(state: ConnectorState | undefined, { data }: Reviewed) {
  const { connector, confirmed, confirmedBy } = data;
  const who = (name: string) => (confirmed.includes(name) ? confirmedBy : undefined);
  return { record: connector, effectSetBy: settersOf(state, connector, who) };
}

function promoted(
  state: ConnectorState,
  event: Recorded<RegistryEventOf<'connector-promoted'>>,
): ConnectorState {
  const ending = decidedEnding(state, event, 'promoted');
  const after = { ...state, ...reviewed(state, event), ...ending };
  return withNews(after, event, ending.ending ? [{ kind: 'again' }] : []);
}

function widened(
  state: ConnectorState,
  event: Recorded<RegistryEventOf<'connector-widened'>>,
): ConnectorState {
  const after = { ...state, ...reviewed(state, event) };
  const losses = connectorLosses(state.record, after.record);
  return losses.length === 0
    ? after
    : { ...withNews(after, event, losses), unsettledSince: event.at };
}

/** Folds one event into a connector. */
export function evolveConnector(
  state: ConnectorState | undefined,
  event: Recorded<ConnectorEvent>,
): ConnectorState {
  if (event.type === 'connector-imported' || event.type === 'connector-changed')
    return written(state, event);
  if (event.type === 'connector-rejected') return { record: event.data.connector, effectSetBy: {} };
  if (event.type !== 'connector-put-on-probation') return next(known(state, event), event);
  const { requester } = event.data;
  return { ...reviewed(state, event), ...(requester && { requester }) };
}

function next(
  state: ConnectorState,
  event: Recorded<
    Exclude<
      ConnectorEvent,
      RegistryEventOf<
        | 'connector-imported'
        | 'connector-changed'
        | 'connector-put-on-probation'
        | 'connector-rejected'
      >
    >
  >,
): ConnectorState {
  const { record } = state;
  switch (event.type) {
    case 'connector-promoted':
      return promoted(state, event);
    case 'connector-widened':
      return widened(state, event);
    case 'connector-bounds-changed':
      return { ...state, record: withBounds(record, event.data.changes) };
    case 'connector-revoked': {
      const { probationEnds: _over, ...rest } = record;
      const revoked = { ...rest, status: 'revoked' } as const;
      const ending = decidedEnding(state, event, 'revoked');
      const after = { ...state, ...ending, record: revoked, unsettledSince: event.at };
      return withNews(after, event, [{ kind: 'unlisted' }]);
    }
    case 'revocation-settled': {
      const { unsettledSince: _settled, ...rest } = state;
      return rest;
    }
    case 'connector-owners-found':
      return foundOwners(state, event);
    case 'probation-ended': {
      const { ends, asked } = event.data;
      const cards = asked.map((person) => ({ person, done: false }));
      const after = { ...state, ending: { ends, cards } };
      return withNews(after, event, [{ kind: 'probationEnded' }], asked);
    }
    case 'probation-extended': {
      const ending = decidedEnding(state, event, 'extended');
      const extended = { ...record, probationEnds: event.data.until };
      const after: ConnectorState = { ...state, ...ending, record: extended, extended: true };
      return withNews(after, event, [{ kind: 'again', until: event.data.until }]);
    }
    case 'probation-card-delivered':
    case 'probation-card-abandoned':
      return withCard(state, event);
    default:
      return assertNever(event);
  }
}

function known(state: ConnectorState | undefined, event: ConnectorEvent): ConnectorState {
  if (state === undefined) throw new RangeError(`${event.type} for a connector nobody listed`);
  return state;
}
