import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent } from '../../../kernel/events.ts';
import type { View } from '../../../kernel/ledger.ts';
import { quoted } from '../../../kernel/quoted.ts';
import { connectorOf, isConnectorEvent } from './connectorFold.ts';
import type { ConnectorEvent } from './events.ts';
import { agents } from './fold.ts';
import type { Change } from './model.ts';

const CHANGED: Readonly<Partial<Record<ConnectorEvent['type'], string>>> = {
  'connector-changed': 'was changed',
  'connector-widened': 'was widened',
  'connector-bounds-changed': 'got wider bounds',
};

const isChange = (event: DomainEvent): event is ConnectorEvent =>
  isConnectorEvent(event) && CHANGED[event.type] !== undefined;

/** The last change of each connector, by its id. */
export const connectorChanges: Entity<Change, ConnectorEvent> = {
  kind: 'connector change',
  prefix: 'CC',
  cached: true,
  idsOf: (event) => (isChange(event) ? [connectorOf(event)] : []),
  evolve: (_state, { type, seq }, id) => ({ seq, what: `the connector ${id} ${CHANGED[type]}` }),
  rows: () => [],
};

/**
 * Why an agent has to be tested again before it goes further, after `since`; undefined: it need not. A suite whose last run
 * failed has to pass; what has been tried once is tried again after each change of the agent, of what it may do, or of a
 * connector it uses. What nobody ever tried has nothing to repeat.
 */
export function retestDue(view: View, agentId: string): string | undefined {
  const agent = view.get(agents, agentId);
  const [failing] = agent?.tests?.failing ?? [];
  if (failing) return `the last run of ${quoted(failing.suite)} failed (${quoted(failing.run)})`;
  if (agent?.tests?.passed === undefined) return undefined;
  const { passed, change } = agent.tests;
  const used = agent.record.capabilities;
  const changes = [
    change,
    ...used.map(({ connectorId }) => view.get(connectorChanges, connectorId)),
  ];
  return changes.find((one) => one !== undefined && one.seq > passed)?.what;
}
