import type { DerivedRow } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { type Actor, type PersonId, personId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type BoundRaise, keptBoundRaises, withBounds } from './bounds/boundChanges.ts';
import type { AgentEvent, RegistryEventOf } from './events.ts';
import { expiryToSettle } from './expiry.ts';
import { isAgentLess } from './losing.ts';
import type { AgentPeople, AgentState, Handover } from './model.ts';

/** Timer: the raised tier of `args.agent` by `args.request` has come to its date. The approvals run it. */
export const TIER_END_JOB = 'tier-end';
/** Timer: the bounds of `args.agent` that `args.request` made wider have come to their date. */
export const BOUNDS_END_JOB = 'bounds-end';
/** The agent `args.agent` has another owner or backup: its requests and both people learn of it. The approvals run it. */
export const HANDOVER_JOB = 'agent-handover';
/** Something was taken from `args.agent`, or it has expired: what rested on it ends. The approvals run it. */
export const RIGHTS_JOB = 'agent-rights';

const TYPES: Readonly<Record<AgentEvent['type'], true>> = {
  'agent-imported': true,
  'agent-changed': true,
  'rights-settled': true,
  'handover-settled': true,
  'capability-granted': true,
  'agent-promoted': true,
  'agent-bounds-changed': true,
  'agent-bounds-ended': true,
  'tier-raised': true,
  'tier-ended': true,
};

export const isAgentEvent = (event: DomainEvent): event is AgentEvent =>
  Object.hasOwn(TYPES, event.type);

export const agentOf = ({ data }: AgentEvent): string =>
  'agent' in data ? data.agent.id : data.agentId;

export const personBehind = (by: Actor): PersonId | undefined =>
  by.kind === 'person' ? personId(by.id) : undefined;

const isSame = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.join() === b.join();

type Written = Recorded<RegistryEventOf<'agent-imported' | 'agent-changed'>>;

function written(state: AgentState | undefined, { data, by, at }: Written): AgentState {
  const { business, backup } = data.people;
  const setter = state?.people.business === business ? state.ownerSetBy : personBehind(by);
  const backupSetter = state?.people.backup === backup ? state?.backupSetBy : personBehind(by);
  const escalation = data.people.escalation;
  const stepsSetter = isSame(escalation, state?.people.escalation)
    ? state?.escalationSetBy
    : personBehind(by);
  const ended = 'endsRaises' in data ? (data.endsRaises ?? []) : [];
  const kept = data.agent.capabilities.map(({ connectorId }) => connectorId);
  const raises = (state?.raises ?? []).filter(
    ({ connectorId }) => kept.includes(connectorId) && !ended.includes(connectorId),
  );
  const ends = 'endsBounds' in data ? (data.endsBounds ?? []) : [];
  const boundRaises = state ? keptBoundRaises(state, data.agent, ends) : [];
  const handover = handoverFrom(state, data.people, at);
  const isLess = state && (isAgentLess(state.record, data.agent) || ended.length > 0);
  const unsettledSince = isLess ? at : state?.unsettledSince;
  return {
    record: data.agent,
    people: data.people,
    status: 'active',
    ...(handover && { handover }),
    ...(unsettledSince && { unsettledSince }),
    ...settledExpiry(state, data.agent),
    changedAt: at,
    ...(setter && { ownerSetBy: setter }),
    ...(backup && backupSetter && { backupSetBy: backupSetter }),
    ...(escalation && stepsSetter && { escalationSetBy: stepsSetter }),
    ...(raises.length > 0 && { raises }),
    ...(boundRaises.length > 0 && { boundRaises }),
  };
}

/** Another date is settled anew, also one that it had before. */
const settledExpiry = (state: AgentState | undefined, { expires }: AgentState['record']) =>
  state?.expirySettled !== undefined && state.expirySettled === expires
    ? { expirySettled: expires }
    : {};

/** Where one is not settled yet, who was there before the first of them is told with the last. */
function handoverFrom(
  state: AgentState | undefined,
  to: AgentPeople,
  at: Instant,
): Handover | undefined {
  if (state === undefined) return undefined;
  const { business, backup } = state.people;
  if (business === to.business && backup === to.backup) return state.handover;
  return { from: state.handover?.from ?? state.people, at };
}

function settled({ handover: _over, ...state }: AgentState): AgentState {
  return state;
}

function granted(state: AgentState, { data }: RegistryEventOf<'capability-granted'>): AgentState {
  const { connectorId, tier, reason } = data;
  const others = state.record.capabilities.filter((one) => one.connectorId !== connectorId);
  const capabilities = [...others, { connectorId, tier, reason }];
  return { ...state, record: { ...state.record, capabilities } };
}

function promoted(
  state: AgentState,
  { data, at }: Recorded<RegistryEventOf<'agent-promoted'>>,
): AgentState {
  const { environment, phase } = data;
  const { raises: _raises, boundRaises: _bounds, ...rest } = state;
  const kept = environment === state.record.environment ? state : { ...rest, unsettledSince: at };
  return { ...kept, record: { ...state.record, environment, phase }, changedAt: at };
}

function raised(state: AgentState, { data }: RegistryEventOf<'tier-raised'>): AgentState {
  const { connectorId, tier, until, request } = data;
  const others = (state.raises ?? []).filter((one) => one.request !== request);
  return { ...state, raises: [...others, { connectorId, tier, until, request }] };
}

function rebound(
  state: AgentState,
  { data, at }: Recorded<RegistryEventOf<'agent-bounds-changed'>>,
): AgentState {
  const { changes, from, until, request } = data;
  if (until === undefined) {
    const record = withBounds(state.record, changes);
    const kept = keptBoundRaises(state, record, []);
    const { expirySettled: _before, ...rest } = state;
    return withRaises({ ...rest, ...settledExpiry(state, record), record, changedAt: at }, kept);
  }
  const others = (state.boundRaises ?? []).filter((one) => one.request !== request);
  return withRaises(state, [...others, { changes, from, until, request }]);
}

function withRaises(
  { boundRaises: _before, ...state }: AgentState,
  boundRaises: readonly BoundRaise[],
): AgentState {
  return boundRaises.length === 0 ? state : { ...state, boundRaises };
}

function unbound(state: AgentState, request: string): AgentState {
  const left = (state.boundRaises ?? []).filter((one) => one.request !== request);
  return withRaises(state, left);
}

function lowered(state: AgentState, request: string): AgentState {
  const { raises = [], ...rest } = state;
  const left = raises.filter((one) => one.request !== request);
  return left.length === 0 ? rest : { ...rest, raises: left };
}

/** Folds one event into an agent. */
export function evolveAgent(
  state: AgentState | undefined,
  event: Recorded<AgentEvent>,
): AgentState {
  switch (event.type) {
    case 'agent-imported':
    case 'agent-changed':
      return written(state, event);
    case 'rights-settled': {
      const { unsettledSince: _settled, ...rest } = known(state, event);
      const { expired } = event.data;
      return expired === undefined ? rest : { ...rest, expirySettled: expired };
    }
    case 'handover-settled':
      return settled(known(state, event));
    case 'capability-granted':
      return granted(known(state, event), event);
    case 'agent-promoted':
      return promoted(known(state, event), event);
    case 'agent-bounds-changed':
      return rebound(known(state, event), event);
    case 'agent-bounds-ended':
      return unbound(known(state, event), event.data.request);
    case 'tier-raised':
      return raised(known(state, event), event);
    case 'tier-ended':
      return lowered(known(state, event), event.data.request);
    default:
      return assertNever(event);
  }
}

function known(state: AgentState | undefined, event: AgentEvent): AgentState {
  if (state === undefined) throw new RangeError(`${event.type} for an agent nobody registered`);
  return state;
}

/** One timer for each raised tier and each wider bound, until it is written off; one thing to do for a handover, one for what was taken away. */
export function agentRows(state: AgentState): readonly DerivedRow[] {
  const { record, raises = [], boundRaises = [], handover, unsettledSince } = state;
  const timer =
    (job: string) =>
    ({ until, request }: { readonly until: Instant; readonly request: string }) =>
      dueRow({
        due: until,
        job,
        id: `${record.id}~${request}`,
        args: { agent: record.id, request },
      });
  const about = (job: string, due: Instant | undefined, id = record.id) =>
    due === undefined ? [] : [dueRow({ due, job, id, args: { agent: record.id } })];
  return [
    ...raises.map(timer(TIER_END_JOB)),
    ...boundRaises.map(timer(BOUNDS_END_JOB)),
    ...about(HANDOVER_JOB, handover?.at),
    ...about(RIGHTS_JOB, unsettledSince),
    ...about(RIGHTS_JOB, expiryToSettle(state), `${record.id}~expires`),
  ];
}
