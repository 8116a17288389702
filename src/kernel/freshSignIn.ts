import { type Instant, isBefore, MINUTE, plus } from './instant.ts';

/** How long a fresh sign-in stays fresh. */
const FRESH_MS = 10 * MINUTE;
/** By how much the clock of whoever signs people in may be ahead of ours. */
const CLOCKS_MS = MINUTE;

/** Whether somebody has just proved anew who they are. A proof from the future is none; one of exactly ten minutes ago is too old. */
export const isFreshSignIn = (at: Instant | undefined, now: Instant): boolean =>
  at !== undefined && at <= plus(now, CLOCKS_MS) && isBefore(now, plus(at, FRESH_MS));
