import type { Recorded } from '../../../kernel/events.ts';
import type { AgentEvent } from './events.ts';
import type { AgentRecord, AgentState, Tests } from './model.ts';
import type { ModelRunRecorded } from './models/modelRuns.ts';

const GAINED: Readonly<Partial<Record<AgentEvent['type'], string>>> = {
  'capability-granted': 'it may use another connector',
  'tier-raised': 'its tier was raised',
  'agent-bounds-changed': 'its bounds became wider',
};

/** What of a record is another than before. */
function otherIn(before: AgentRecord, { version, platform, models }: AgentRecord) {
  if (version !== before.version) return 'it has another version';
  if (platform !== before.platform) return 'it runs on another platform';
  return models?.join('\n') === before.models?.join('\n') ? undefined : 'it may use other models';
}

/** An agent's tests after a run of its model. */
export function testsAfterRun(
  { record, tests = { failing: [] } }: AgentState,
  { seq, data }: Recorded<ModelRunRecorded>,
): Tests {
  const { suite, run, failed, agentVersion } = data;
  const others = tests.failing.filter((one) => one.suite !== suite);
  if (failed > 0) return { ...tests, failing: [...others, { suite, run, version: agentVersion }] };
  const isPresent = agentVersion === record.version;
  const failing = tests.failing.filter(
    (one) => one.suite !== suite || !(isPresent || one.version === agentVersion),
  );
  return { ...tests, failing, ...(isPresent && { passed: seq }) };
}

/** An agent's tests after something else happened to it; undefined: its model was never tried. */
export function testsAfter(
  { record, tests }: AgentState,
  event: Recorded<AgentEvent>,
): Tests | undefined {
  const isWritten = event.type === 'agent-imported' || event.type === 'agent-changed';
  const what = isWritten ? otherIn(record, event.data.agent) : GAINED[event.type];
  return tests && what !== undefined ? { ...tests, change: { seq: event.seq, what } } : tests;
}
