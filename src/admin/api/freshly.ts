import { challengeOf } from './problem.ts';

/** Once more after a fresh sign-in, where the call asked for one. */
export async function freshly<T>(
  call: () => Promise<T>,
  stepUp: (claims: string) => Promise<void>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const claims = challengeOf(error);
    if (claims === undefined) throw error;
    await stepUp(claims);
    return call();
  }
}
