import type { CheckFiles } from '../../features/policy/checking.ts';
import type { Log } from '../../kernel/log.ts';
import { refuse } from '../../kernel/result.ts';
import { Apart, type Bounds } from './apart.ts';

const SCRIPT = new URL('./checkingProcess.ts', import.meta.url);

/**
 * Checks files in a process of its own, within bounds of time and memory: meanwhile the server goes on deciding. Where that
 * process dies of it they are refused, and operators are called.
 */
export const checkingApart =
  (log: Log, bounds: Partial<Bounds> = {}, script = SCRIPT): CheckFiles =>
  async (job) => {
    const checking = new Apart(script, bounds);
    try {
      return (await checking.ask(job)) as Awaited<ReturnType<CheckFiles>>;
    } catch (error) {
      log.error('policy-check-died', { error });
      const why = error instanceof Error ? error.message : 'it was stopped';
      return refuse([`These rules and cases could not be checked to the end: ${why}.`]);
    } finally {
      checking.end();
    }
  };
