import type { DerivedRow } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { type Actor, type PersonId, personId } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { AgentEvent, RegistryEventOf } from './events.ts';
import type { AgentState } from './model.ts';

/** Timer: the raised tier of `args.agent` by `args.request` has come to its date. The approvals run it. */
export const TIER_END_JOB = 'tier-end';

const TYPES: Readonly<Record<AgentEvent['type'], true>> = {
  'agent-imported': true,
  'agent-changed': true,
  'capability-granted': true,
  'tier-raised': true,
  'tier-ended': true,
};

export const isAgentEvent = (event: DomainEvent): event is AgentEvent =>
  Object.hasOwn(TYPES, event.type);

export const agentOf = ({ data }: AgentEvent): string =>
  'agent' in data ? data.agent.id : data.agentId;

export const personBehind = (by: Actor): PersonId | undefined =>
  by.kind === 'person' ? personId(by.id) : undefined;

type Written = Recorded<RegistryEventOf<'agent-imported' | 'agent-changed'>>;

function written(state: AgentState | undefined, { data, by, at }: Written): AgentState {
  const { business, backup } = data.people;
  const setter = state?.people.business === business ? state.ownerSetBy : personBehind(by);
  const backupSetter = state?.people.backup === backup ? state?.backupSetBy : personBehind(by);
  const ended = 'endsRaises' in data ? (data.endsRaises ?? []) : [];
  const kept = data.agent.capabilities.map(({ connectorId }) => connectorId);
  const raises = (state?.raises ?? []).filter(
    ({ connectorId }) => kept.includes(connectorId) && !ended.includes(connectorId),
  );
  return {
    record: data.agent,
    people: data.people,
    status: 'active',
    changedAt: at,
    ...(setter && { ownerSetBy: setter }),
    ...(backup && backupSetter && { backupSetBy: backupSetter }),
    ...(raises.length > 0 && { raises }),
  };
}

function granted(state: AgentState, { data }: RegistryEventOf<'capability-granted'>): AgentState {
  const { connectorId, tier, reason } = data;
  const others = state.record.capabilities.filter((one) => one.connectorId !== connectorId);
  const capabilities = [...others, { connectorId, tier, reason }];
  return { ...state, record: { ...state.record, capabilities } };
}

function raised(state: AgentState, { data }: RegistryEventOf<'tier-raised'>): AgentState {
  const { connectorId, tier, until, request } = data;
  const others = (state.raises ?? []).filter((one) => one.request !== request);
  return { ...state, raises: [...others, { connectorId, tier, until, request }] };
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
    case 'capability-granted':
      return granted(known(state, event), event);
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

/** One timer for each raised tier, until it is written off. */
export const agentRows = ({ record, raises = [] }: AgentState): readonly DerivedRow[] =>
  raises.map(({ until, request }) =>
    dueRow({
      due: until,
      job: TIER_END_JOB,
      id: `${record.id}~${request}`,
      args: { agent: record.id, request },
    }),
  );
