import * as z from 'zod';

/** Why something could not be read, on one line, for whoever wrote it. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues
      .slice(0, 10)
      .map(({ path, message }) => `${path.join('.')} ${message}`.trim())
      .join('; ');
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').replace(/\.$/, '').slice(0, 300);
}
