import { type ChildProcess, fork } from 'node:child_process';

/** What a process may take before it is ended. */
export interface Bounds {
  /** For each answer. */
  readonly ms: number;
  /** Objects of its own. */
  readonly heapMb: number;
  /** What each instance of an engine may take, which is no part of the heap. */
  readonly engineMb: number;
}

const BOUNDS: Bounds = { ms: 30_000, heapMb: 256, engineMb: 768 };
const PAGES_PER_MB = 16;

/**
 * A process that answers one message at a time. What ends it ends nobody else: where a thread fills its heap faster than it
 * can be told to stop, the engine aborts the whole process.
 */
export class Apart {
  readonly #child: ChildProcess;
  readonly #ms: number;
  #died: string | undefined;
  #waiting: ((said: unknown) => void) | undefined;
  #fail: ((why: Error) => void) | undefined;

  /** Runs `script` without this process's environment, which may hold secrets. */
  constructor(script: URL, bounds: Partial<Bounds> = {}) {
    const { ms, heapMb, engineMb } = { ...BOUNDS, ...bounds };
    this.#ms = ms;
    this.#child = fork(script, {
      execArgv: [
        `--max-old-space-size=${heapMb}`,
        `--wasm-max-mem-pages=${engineMb * PAGES_PER_MB}`,
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (said: unknown) => this.#waiting?.(said));
    this.#child.on('error', () => this.#die('the engine could not be reached'));
    this.#child.on('exit', (code) =>
      this.#die(code === 0 ? 'it was stopped' : 'the engine failed on it'),
    );
  }

  #die(why: string): void {
    this.#died ??= why;
    this.#fail?.(new Error(this.#died));
  }

  /** What it says to `asked`. Rejects where it has died. */
  ask(asked: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#died !== undefined) return reject(new Error(this.#died));
      const timer = setTimeout(() => this.end('it took too long'), this.#ms);
      this.#waiting = (said) => {
        clearTimeout(timer);
        resolve(said);
      };
      this.#fail = (why) => {
        clearTimeout(timer);
        reject(why);
      };
      this.#child.send(asked as object, (error) => {
        if (error !== null) this.#die('the engine could not be reached');
      });
    });
  }

  end(why = 'it was stopped'): void {
    this.#die(why);
    this.#child.kill('SIGKILL');
  }
}
