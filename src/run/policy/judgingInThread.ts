import { Worker } from 'node:worker_threads';
import type { Compared, RecordedDecision } from '../../features/policy/domain/comparing.ts';
import type { Judging, JudgingJob, OpenJudging } from '../../features/simulation/judging.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

/** Reading, checking and trying every case; then each batch of decisions. */
const LONGEST_MS = 30_000;

/** A thread that answers one message at a time. */
class Conversation {
  readonly #worker: Worker;
  #died: string | undefined;
  #waiting: ((said: unknown) => void) | undefined;
  #fail: ((why: Error) => void) | undefined;

  constructor(job: JudgingJob) {
    this.#worker = new Worker(new URL('./judgingThread.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    this.#worker.on('message', (said: unknown) => this.#waiting?.(said));
    this.#worker.on('error', () => this.#die('the engine failed on it'));
    this.#worker.on('exit', () => this.#die('it was stopped'));
  }

  #die(why: string): void {
    this.#died ??= why;
    this.#fail?.(new Error(why));
  }

  /** What the thread says next; `asked` is sent first, where there is something. */
  next(asked?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#died !== undefined) return reject(new Error(this.#died));
      const timer = setTimeout(() => void this.end('judging by it took too long'), LONGEST_MS);
      this.#waiting = (said) => {
        clearTimeout(timer);
        resolve(said);
      };
      this.#fail = (why) => {
        clearTimeout(timer);
        reject(why);
      };
      if (asked !== undefined) this.#worker.postMessage(asked);
    });
  }

  async end(why = 'it was stopped'): Promise<void> {
    this.#die(why);
    await this.#worker.terminate();
  }
}

type Opened = Result<Pick<Judging, 'bundle' | 'inForce' | 'policies' | 'rules'>, readonly string[]>;

/** Judges in a thread of its own, whose end is nobody else's. */
export const judgingInThread: OpenJudging = async (job) => {
  const thread = new Conversation(job);
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
