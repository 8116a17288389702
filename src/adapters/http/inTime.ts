import { Fault } from '../../kernel/faults.ts';

/**
 * Callers are told to try again within two seconds (contract). Less by itself is what one commit may take; a call that
 * reads before and after it could add that up.
 */
export const ANSWER_MS = 1_900;

/** Settles as `work` does, or throws a passing fault after `ms`: whether anything is done after that, nobody was told. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Fault('storage-unavailable', `no answer within ${ms} ms`)),
    ms,
  );
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
