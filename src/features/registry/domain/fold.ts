import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { agentOf, agentRows, evolveAgent, isAgentEvent } from './agentFold.ts';
import { testsAfter, testsAfterRun } from './agentTests.ts';
import { connectorOf, evolveConnector, isConnectorEvent } from './connectorFold.ts';
import type { AgentEvent, ConnectorEvent, RegistryEventOf } from './events.ts';
import type { AgentState, ConnectorState } from './model.ts';
import { isModelRun, type ModelRunRecorded } from './models/modelRuns.ts';
import { connectorTimers } from './timers.ts';

/** Folds what happened to an agent, runs of its model among it. */
function evolveTried(
  state: AgentState | undefined,
  event: Recorded<AgentEvent | ModelRunRecorded>,
): AgentState {
  if (event.type === 'model-run-recorded') {
    if (state === undefined) throw new RangeError('a model run of an agent nobody registered');
    return { ...state, tests: testsAfterRun(state, event) };
  }
  const tests = state && testsAfter(state, event);
  return { ...evolveAgent(state, event), ...(tests && { tests }) };
}

/** Every agent, by id. */
export const agents: Entity<AgentState, AgentEvent | ModelRunRecorded> = {
  kind: 'agent',
  prefix: 'A',
  cached: true,
  idsOf: (event) =>
    isAgentEvent(event) ? [agentOf(event)] : isModelRun(event) ? [event.data.agentId] : [],
  evolve: evolveTried,
  rows: agentRows,
};

/** Every connector, by id. */
export const connectors: Entity<ConnectorState, ConnectorEvent> = {
  kind: 'connector',
  prefix: 'N',
  cached: true,
  idsOf: (event) => (isConnectorEvent(event) ? [connectorOf(event)] : []),
  evolve: evolveConnector,
  rows: (state) => connectorTimers(state).map(dueRow),
};

const isToldEvent = (event: DomainEvent): event is RegistryEventOf<'connector-owners-told'> =>
  event.type === 'connector-owners-told';

/** Whom an event of the registry is about: agent, connector, the request that led to it, the person who got a card. */
export function registrySubjects(event: DomainEvent): readonly string[] {
  if (isAgentEvent(event)) {
    const { data } = event;
    const connector = 'connectorId' in data ? [`connector:${data.connectorId}`] : [];
    const request = 'request' in data ? [data.request] : [];
    return [`agent:${agentOf(event)}`, ...connector, ...request];
  }
  if (isToldEvent(event)) return [`connector:${event.data.connectorId}`];
  if (!isConnectorEvent(event)) return [];
  const { data } = event;
  return [
    `connector:${connectorOf(event)}`,
    ...('request' in data && data.request !== undefined ? [data.request] : []),
    ...('person' in data ? [`person:${data.person}`] : []),
  ];
}
