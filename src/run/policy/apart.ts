import { memoryUsage } from 'node:process';
import { Worker } from 'node:worker_threads';

/** What a thread may take before it is ended. */
export interface Bounds {
  /** For each answer. */
  readonly ms: number;
  /** Objects of its own. */
  readonly heapMb: number;
  /** What the whole process may grow by meanwhile: the memory of an engine is no part of any heap. */
  readonly growthMb: number;
}

const BOUNDS: Bounds = { ms: 30_000, heapMb: 256, growthMb: 768 };
const LOOK_MS = 250;
const MB = 1024 * 1024;

/** A thread that answers one message at a time, the first of them unasked. What ends it ends nobody else. */
export class Apart {
  readonly #worker: Worker;
  readonly #bounds: Bounds;
  readonly #watch: NodeJS.Timeout;
  #died: string | undefined;
  #waiting: ((said: unknown) => void) | undefined;
  #fail: ((why: Error) => void) | undefined;

  constructor(script: URL, data: unknown, bounds: Partial<Bounds> = {}) {
    this.#bounds = { ...BOUNDS, ...bounds };
    this.#worker = new Worker(script, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.heapMb },
    });
    this.#worker.on('message', (said: unknown) => this.#waiting?.(said));
    this.#worker.on('error', () => this.#die('the engine failed on it'));
    this.#worker.on('exit', () => this.#die('it was stopped'));
    const before = memoryUsage.rss();
    this.#watch = setInterval(() => this.#look(before), LOOK_MS);
  }

  #look(before: number): void {
    if (memoryUsage.rss() - before > this.#bounds.growthMb * MB)
      void this.end('it took too much memory');
  }

  #die(why: string): void {
    clearInterval(this.#watch);
    this.#died ??= why;
    this.#fail?.(new Error(why));
  }

  /** What the thread says next; `asked` is sent first, where there is something. Rejects where the thread has died. */
  next(asked?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#died !== undefined) return reject(new Error(this.#died));
      const timer = setTimeout(() => void this.end('it took too long'), this.#bounds.ms);
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
