import type { Env, Variable } from './env.ts';

/** Readers of single variables. What is wrong becomes a sentence in `mistakes`; the fallback lets the others be read too. */
export function portOf<F extends number | undefined>(
  env: Env,
  name: Variable,
  fallback: F,
  mistakes: string[],
): number | F {
  const text = env[name];
  if (text === undefined) return fallback;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  mistakes.push(`${name} must be a port number from 0 to 65535, not ${JSON.stringify(text)}.`);
  return fallback;
}

export function switchOf(env: Env, name: Variable, fallback: boolean, mistakes: string[]): boolean {
  const text = env[name];
  if (text === undefined) return fallback;
  if (text !== 'on' && text !== 'off')
    mistakes.push(`${name} must be on or off, not ${JSON.stringify(text)}.`);
  return text === 'on';
}

/** A time of day as `HH:MM`. */
export function timeOfDay(env: Env, name: Variable, fallback: string, mistakes: string[]): string {
  const text = env[name];
  if (text === undefined) return fallback;
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  mistakes.push(
    `${name} must be a time of day from 00:00 to 23:59, such as 09:00, not ${JSON.stringify(text)}.`,
  );
  return fallback;
}
