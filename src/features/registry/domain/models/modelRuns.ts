import type { Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import type { Instant } from '../../../../kernel/instant.ts';

/** What a regression run of an agent's model came to, as its pipeline reports it. */
export type ModelRunResult = {
  /** The pipeline's own id of the run. */
  readonly run: string;
  readonly suite: string;
  readonly model: string;
  /** Of the agent that was tried. */
  readonly agentVersion: string;
  readonly passed: number;
  readonly failed: number;
  /** Where the whole result is found. */
  readonly link?: string;
};

export type ModelRunRecorded = {
  readonly type: 'model-run-recorded';
  readonly data: { readonly agentId: string } & ModelRunResult;
};

export type ModelRun = ModelRunResult & { readonly at: Instant };
/** The newest runs of one agent, the latest last. */
export type ModelRuns = { readonly runs: readonly ModelRun[] };

/** Runs of one agent that are remembered, and known again by their id; the ledger has all of them. */
const MOST_REMEMBERED = 20;

export const isModelRun = (event: DomainEvent): event is ModelRunRecorded =>
  event.type === 'model-run-recorded';

const evolve = (
  state: ModelRuns | undefined,
  { at, data }: Recorded<ModelRunRecorded>,
): ModelRuns => {
  const { agentId: _agent, ...result } = data;
  return { runs: [...(state?.runs ?? []), { ...result, at }].slice(-MOST_REMEMBERED) };
};

/** Every agent whose model was tried, by id. */
export const modelRuns: Entity<ModelRuns, ModelRunRecorded> = {
  kind: 'model runs',
  prefix: 'MR',
  cached: false,
  idsOf: (event) => (isModelRun(event) ? [event.data.agentId] : []),
  evolve,
  rows: () => [],
};

/** The last run of each suite, the newest first. */
export function lastRuns({ runs }: ModelRuns): readonly ModelRun[] {
  const newest = runs.toReversed();
  return newest.filter(({ suite }, i) => newest.findIndex((one) => one.suite === suite) === i);
}

/** Whether two reports say the same of a run. */
export const sameResult = (a: ModelRunResult, b: ModelRunResult): boolean =>
  a.suite === b.suite &&
  a.model === b.model &&
  a.agentVersion === b.agentVersion &&
  a.passed === b.passed &&
  a.failed === b.failed &&
  a.link === b.link;
