import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A worker of the bench in a process of its own; answers its calls one by one. */
export interface Child<In, Out> {
  readonly pid: number;
  call(input: In): Promise<Out>;
  stop(): Promise<void>;
}

/** Starts `<name>.ts` of this folder, which must `serveCalls`. */
export function startChild<In extends object, Out>(name: string): Child<In, Out> {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = fork(file, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    pid: child.pid ?? 0,
    async call(input) {
      const answered = once(child, 'message');
      child.send(input);
      const [answer] = (await answered) as [{ readonly result?: Out; readonly error?: string }];
      if (answer.error !== undefined) throw new Error(`${name}: ${answer.error}`);
      return answer.result as Out;
    },
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** In a worker: answers each call of its parent, and ends with it. */
export function serveCalls<In, Out>(answer: (input: In) => Promise<Out>): void {
  process.on('message', (input: In) => {
    answer(input).then(
      (result) => process.send?.({ result }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
}
