import { Fault, isPassing } from '../../kernel/faults.ts';
import type { Log } from '../../kernel/log.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';

export const TRY_AGAIN = 'Nothing was confirmed. Try again in a moment.';
export const WENT_WRONG =
  'Something went wrong on our side. Check the status before you try again.';
export const TOO_SLOW = 'This takes longer than expected. Check the status before you try again.';

/** Teams gives an invoke three seconds; the rest is for the way there and back. */
const INVOKE_BUDGET_MS = 2_700;

/**
 * Runs a handler and turns what it throws, and a promise that outlasts the budget of an invoke, into a sentence that is
 * true: only a passing fault lets us say that nothing was confirmed.
 */
export async function settle<T>(
  work: () => Promise<T>,
  log: Log,
  budgetMs: number = INVOKE_BUDGET_MS,
): Promise<Result<T, string>> {
  const { promise: late, resolve } = Promise.withResolvers<Result<T, string>>();
  const timer = setTimeout(() => resolve(refuse(TOO_SLOW)), budgetMs);
  try {
    return await Promise.race([attempt(work, log), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function attempt<T>(work: () => Promise<T>, log: Log): Promise<Result<T, string>> {
  try {
    return ok(await work());
  } catch (error) {
    const passing = error instanceof Fault && isPassing(error.code);
    if (passing) log.warn('turn-not-confirmed', { error });
    else log.error('turn-failed', { error });
    return refuse(passing ? TRY_AGAIN : WENT_WRONG);
  }
}
