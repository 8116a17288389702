import type { Compared, RecordedDecision } from '../../features/policy/domain/comparing.ts';
import type { Judging, OpenJudging } from '../../features/simulation/judging.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { Apart } from './apart.ts';

const SCRIPT = new URL('./judgingThread.ts', import.meta.url);

type Opened = Result<Pick<Judging, 'bundle' | 'inForce' | 'policies' | 'rules'>, readonly string[]>;

/** Judges in a thread of its own, whose end is nobody else's. */
export const judgingInThread: OpenJudging = async (job) => {
  const thread = new Apart(SCRIPT, job);
  const opened = await thread.next().then(
    (said) => said as Opened,
    (error: Error) => refuse([`The candidate could not be loaded: ${error.message}.`]),
  );
  if (!opened.ok) {
    await thread.end();
    return opened;
  }
  return ok({
    ...opened.value,
    take: async (decisions: readonly RecordedDecision[]) => {
      if (decisions.length > 0) await thread.next(decisions);
    },
    compared: async () => (await thread.next('compared')) as Compared,
    close: () => thread.end(),
  });
};
