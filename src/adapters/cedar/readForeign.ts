import { Worker } from 'node:worker_threads';
import { beyondLimits } from './limits.ts';
import type { Read, ReadPolicy } from './reading.ts';

const LONGEST_MS = 5_000;

type Answer = Read<readonly ReadPolicy[]>;

const refused = (why: string): Answer => ({ ok: false, why });

/** Reads policies that others wrote, in a thread that may die of them. Never throws: what does not read is refused. */
export function readForeign(text: string): Promise<Answer> {
  const beyond = beyondLimits(text);
  if (beyond !== undefined) return Promise.resolve(refused(beyond));
  return new Promise((answer) => {
    const worker = new Worker(new URL('./foreignText.ts', import.meta.url), {
      workerData: text,
      resourceLimits: { maxOldGenerationSizeMb: 64 },
    });
    const timer = setTimeout(() => end(refused('reading it took too long')), LONGEST_MS);
    const end = (said: Answer): void => {
      clearTimeout(timer);
      answer(said);
      void worker.terminate();
    };
    worker.once('message', (said: Answer) => end(said));
    worker.once('error', () => end(refused('the engine failed on it')));
    worker.once('exit', () => end(refused('the engine failed on it')));
  });
}
