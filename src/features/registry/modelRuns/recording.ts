import type { Draft, Tx } from '../../../kernel/ledger.ts';
import { actorOf, type Principal, type Role } from '../../../kernel/people.ts';
import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import { fromCommitted, stored } from '../../../kernel/stored.ts';
import type { RegistryDeps } from '../deps.ts';
import { agents } from '../domain/fold.ts';
import type { AgentState } from '../domain/model.ts';
import { type ModelRunResult, modelRuns, sameResult } from '../domain/models/modelRuns.ts';

type Answer = Success<{
  readonly agentId: string;
  readonly run: string;
  readonly recorded: boolean;
}>;

/** A result as it came, before the agent's record fills in what it left out. */
export type Reported = Omit<ModelRunResult, 'agentVersion'> & { readonly agentVersion?: string };

export interface Recording {
  readonly agentId: string;
  readonly result: Reported;
  readonly principal: Principal;
  readonly roles: ReadonlySet<Role>;
}

/** A pipeline speaks as a gateway; of people the admins and who runs the agent. Never the agent: nobody marks their own work. */
const mayRecord = (
  { principal, roles }: Pick<Recording, 'principal' | 'roles'>,
  { people }: AgentState,
): boolean =>
  principal.kind === 'gateway' ||
  (principal.kind === 'person' && (roles.has('admin') || principal.id === people.technical));

const refused = (found: Problem): Draft<Answer | Problem> => ({
  by: { kind: 'system' },
  events: [],
  result: () => found,
});

async function recordingWork(tx: Tx, recording: Recording): Promise<Draft<Answer | Problem>> {
  const { agentId, result } = recording;
  const agent = tx.view.get(agents, agentId);
  if (!agent) return refused(problem('not-found', `No agent ${agentId} is registered.`));
  if (!mayRecord(recording, agent))
    return refused(
      problem(
        'forbidden',
        `Runs of ${agentId} are recorded by admins, its technical owner and gateways.`,
      ),
    );
  const whole: ModelRunResult = { agentVersion: agent.record.version, ...result };
  const before = (await tx.get(modelRuns, agentId))?.runs.find(({ run }) => run === whole.run);
  if (before && !sameResult(before, whole)) return refused(OTHER_RESULT);
  const answer: Answer = { status: 200, body: { agentId, run: whole.run, recorded: !before } };
  return {
    by: actorOf(recording.principal),
    events: before ? [] : [{ type: 'model-run-recorded', data: { agentId, ...whole } }],
    result: () => answer,
    answer: () => stored(answer),
  };
}

const OTHER_RESULT = problem('invalid-body', 'Nothing was recorded: a run has one result.', {
  errors: [{ path: 'run', message: 'another result was recorded of this run' }],
});

/** Records what a run came to, once: the same run again with the same result is answered, not recorded again. */
export async function recordModelRun(
  recording: Recording,
  idempotency: Parameters<RegistryDeps['ledger']['commit']>[1],
  { ledger }: Pick<RegistryDeps, 'ledger'>,
): Promise<Answer | Problem> {
  const committed = await ledger.commit((tx) => recordingWork(tx, recording), idempotency);
  return fromCommitted<Answer | Problem, Answer['body']>(committed, (answer) => answer);
}
