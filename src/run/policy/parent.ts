import { once } from 'node:events';

/** What this process is asked next by the one that started it. To be waited for before the last answer has left. */
export async function asked(): Promise<unknown> {
  const [message] = (await once(process, 'message')) as [unknown];
  return message;
}

export function answer(said: unknown): void {
  process.send?.(said);
}
