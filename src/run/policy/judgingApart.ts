import type { Compared, RecordedDecision } from '../../features/policy/domain/comparing.ts';
import type { Judging, OpenJudging } from '../../features/simulation/judging.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { Apart } from './apart.ts';

const SCRIPT = new URL('./judgingProcess.ts', import.meta.url);

type Opened = Result<Pick<Judging, 'bundle' | 'inForce' | 'policies' | 'rules'>, readonly string[]>;

/** Judges in a process of its own, whose end is nobody else's. */
export const judgingApart: OpenJudging = async (job) => {
  const judging = new Apart(SCRIPT);
  const opened = await judging.ask(job).then(
    (said) => said as Opened,
    (error: Error) => refuse([`The candidate could not be loaded: ${error.message}.`]),
  );
  if (!opened.ok) {
    judging.end();
    return opened;
  }
  return ok({
    ...opened.value,
    take: async (decisions: readonly RecordedDecision[]) => {
      if (decisions.length > 0) await judging.ask(decisions);
    },
    compared: async () => (await judging.ask('compared')) as Compared,
    close: async () => judging.end(),
  });
};
