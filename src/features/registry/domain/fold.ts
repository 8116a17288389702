import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { type Actor, type PersonId, personId } from '../../../kernel/people.ts';
import type { RegistryEvent } from './events.ts';
import type { AgentState, ConnectorState } from './model.ts';

type AgentEvent = Extract<RegistryEvent, { type: 'agent-imported' | 'agent-changed' }>;
type ConnectorEvent = Extract<RegistryEvent, { type: 'connector-imported' | 'connector-changed' }>;

const isAgentEvent = (event: DomainEvent): event is AgentEvent =>
  event.type === 'agent-imported' || event.type === 'agent-changed';
const isConnectorEvent = (event: DomainEvent): event is ConnectorEvent =>
  event.type === 'connector-imported' || event.type === 'connector-changed';

const personBehind = (by: Actor): PersonId | undefined =>
  by.kind === 'person' ? personId(by.id) : undefined;

function evolveAgent(
  state: AgentState | undefined,
  { data, by, at }: Recorded<AgentEvent>,
): AgentState {
  const sameOwner = state !== undefined && state.people.business === data.people.business;
  const setter = sameOwner ? state.ownerSetBy : personBehind(by);
  return {
    record: data.agent,
    people: data.people,
    status: 'active',
    changedAt: at,
    ...(setter && { ownerSetBy: setter }),
  };
}

function evolveConnector(
  state: ConnectorState | undefined,
  { data, by }: Recorded<ConnectorEvent>,
): ConnectorState {
  const setter = personBehind(by);
  const effectSetBy: Record<string, PersonId> = {};
  for (const tool of data.connector.tools) {
    const before = state?.record.tools.find(({ name }) => name === tool.name);
    const who = before?.effect === tool.effect ? state?.effectSetBy[tool.name] : setter;
    if (who) effectSetBy[tool.name] = who;
  }
  return { record: data.connector, effectSetBy };
}

/** Every agent, by id. */
export const agents: Entity<AgentState, AgentEvent> = {
  kind: 'agent',
  prefix: 'A',
  cached: true,
  idsOf: (event) => (isAgentEvent(event) ? [event.data.agent.id] : []),
  evolve: evolveAgent,
  rows: () => [],
};

/** Every connector, by id. */
export const connectors: Entity<ConnectorState, ConnectorEvent> = {
  kind: 'connector',
  prefix: 'N',
  cached: true,
  idsOf: (event) => (isConnectorEvent(event) ? [event.data.connector.id] : []),
  evolve: evolveConnector,
  rows: () => [],
};

export function registrySubjects(event: DomainEvent): readonly string[] {
  if (isAgentEvent(event)) return [`agent:${event.data.agent.id}`];
  return isConnectorEvent(event) ? [`connector:${event.data.connector.id}`] : [];
}
