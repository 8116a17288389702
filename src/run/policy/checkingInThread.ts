import type { CheckFiles } from '../../features/policy/checking.ts';
import type { Log } from '../../kernel/log.ts';
import { refuse } from '../../kernel/result.ts';
import { Apart, type Bounds } from './apart.ts';

const SCRIPT = new URL('./checkingThread.ts', import.meta.url);

/**
 * Checks files in a thread of its own, within bounds of time and memory: meanwhile the server goes on deciding. Where the
 * thread dies of it they are refused, and operators are called.
 */
export const checkingInThread =
  (log: Log, bounds: Partial<Bounds> = {}, script = SCRIPT): CheckFiles =>
  async (job) => {
    const thread = new Apart(script, job, bounds);
    try {
      return (await thread.next()) as Awaited<ReturnType<CheckFiles>>;
    } catch (error) {
      log.error('policy-check-died', { error });
      const why = error instanceof Error ? error.message : 'it was stopped';
      return refuse([`These rules and cases could not be checked to the end: ${why}.`]);
    } finally {
      await thread.end();
    }
  };
