import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { View } from '../../../kernel/ledger.ts';
import { quoted } from '../../../kernel/quoted.ts';
import { agentOf, isAgentEvent } from './agentFold.ts';
import { connectorOf, isConnectorEvent } from './connectorFold.ts';
import type { AgentEvent, ConnectorEvent } from './events.ts';
import { agents } from './fold.ts';
import type { AgentRecord } from './model.ts';
import { isModelRun, type ModelRunRecorded } from './models/modelRuns.ts';

/** Something that may make an agent do otherwise than when it was tried. */
interface Change {
  /** Governance seq. */
  readonly seq: number;
  readonly what: string;
}

/** A suite that failed, and has not passed since in that version or the present one. */
interface Failing {
  readonly suite: string;
  readonly run: string;
  readonly version: string;
}

/** What is known of an agent's regression runs, and of what happened since. */
export interface Tests {
  readonly of: Pick<AgentRecord, 'version' | 'platform' | 'models'>;
  readonly failing: readonly Failing[];
  /** Governance seq of the last run of the version on record that passed. */
  readonly passed?: number;
  readonly change?: Change;
}

const GAINED: Readonly<Partial<Record<AgentEvent['type'], string>>> = {
  'capability-granted': 'it may use another connector',
  'tier-raised': 'its tier was raised',
  'agent-bounds-changed': 'its bounds became wider',
};

/** What of a record is another than when it was tried. */
function otherIn({ of }: Tests, { version, platform, models }: AgentRecord): string | undefined {
  if (version !== of.version) return 'it has another version';
  if (platform !== of.platform) return 'it runs on another platform';
  return models?.join('\n') === of.models?.join('\n') ? undefined : 'it may use other models';
}

function afterRun(state: Tests, { seq, data }: Recorded<ModelRunRecorded>): Tests {
  const { suite, run, failed, agentVersion } = data;
  const others = state.failing.filter((one) => one.suite !== suite);
  if (failed > 0) return { ...state, failing: [...others, { suite, run, version: agentVersion }] };
  const isPresent = agentVersion === state.of.version;
  const failing = state.failing.filter(
    (one) => one.suite !== suite || !(isPresent || one.version === agentVersion),
  );
  return { ...state, failing, ...(isPresent && { passed: seq }) };
}

const NOTHING: Tests = { of: { version: '', platform: 'thirdParty' }, failing: [] };

function evolve(state: Tests | undefined, event: Recorded<AgentEvent | ModelRunRecorded>): Tests {
  if (event.type === 'model-run-recorded') return afterRun(state ?? NOTHING, event);
  const { seq } = event;
  if (event.type === 'agent-imported' || event.type === 'agent-changed') {
    const { version, platform, models } = event.data.agent;
    const what = state && otherIn(state, event.data.agent);
    const of = { version, platform, ...(models && { models }) };
    return { ...(state ?? NOTHING), of, ...(what !== undefined && { change: { seq, what } }) };
  }
  const what = GAINED[event.type];
  return { ...(state ?? NOTHING), ...(what !== undefined && { change: { seq, what } }) };
}

/** Every agent's tests, by its id. */
export const tests: Entity<Tests, AgentEvent | ModelRunRecorded> = {
  kind: 'tests',
  prefix: 'TS',
  cached: true,
  idsOf: (event) =>
    isAgentEvent(event) ? [agentOf(event)] : isModelRun(event) ? [event.data.agentId] : [],
  evolve,
  rows: () => [],
};

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
  const state = view.get(tests, agentId);
  const [failing] = state?.failing ?? [];
  if (failing) return `the last run of ${quoted(failing.suite)} failed (${quoted(failing.run)})`;
  const passed = state?.passed;
  if (passed === undefined) return undefined;
  const used = view.get(agents, agentId)?.record.capabilities ?? [];
  const changes = [
    state?.change,
    ...used.map(({ connectorId }) => view.get(connectorChanges, connectorId)),
  ];
  return changes.find((change) => change !== undefined && change.seq > passed)?.what;
}
