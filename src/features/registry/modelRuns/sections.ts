import { countOf } from '../../../kernel/counting.ts';
import type { DomainEvent } from '../../../kernel/events.ts';
import { quoted } from '../../../kernel/quoted.ts';
import type { DigestSection } from '../../../kernel/section.ts';
import { isModelRun, type ModelRunRecorded } from '../domain/models/modelRuns.ts';

const LISTED = 20;
const MOST = 200;

/** Runs in which something failed are listed one by one, the others only counted. */
export const modelRunWeekly = (event: DomainEvent): readonly string[] =>
  isModelRun(event) && event.data.failed > 0 ? ['modelRun'] : [];

export const modelRunCounters = (event: DomainEvent): Readonly<Record<string, number>> =>
  isModelRun(event) ? { 'modelRuns.recorded': 1 } : {};

const sentence = ({ data }: ModelRunRecorded): string =>
  `${data.agentId}: ${data.failed} of ${data.passed + data.failed} tests of ${quoted(data.suite)} failed on the model ${quoted(data.model)}`;

const times = (many: number): string => `${many} regression ${many === 1 ? 'run' : 'runs'}`;

/** What regression runs of models showed, beside how the rollout goes. */
export const modelRunSection: DigestSection = {
  id: 'rollout',
  build: async ({ cells, week, ledger }) => {
    const recorded = countOf(cells, 'modelRuns.recorded');
    if (recorded === 0) return { summary: '' };
    const failed = await ledger.reads.listed(week.name, 'modelRun', MOST);
    return {
      items: failed
        .slice(0, LISTED)
        .flatMap((event) => (isModelRun(event) ? [{ text: sentence(event), at: event.at }] : [])),
      more: Math.max(0, failed.length - LISTED),
      summary: `${times(recorded)} of models ${recorded === 1 ? 'was' : 'were'} recorded, ${failed.length === 0 ? 'and nothing failed' : `and in ${failed.length} of them something failed`}.`,
    };
  },
};
