import type { Instant } from './instant.ts';

/** What a server last found out about the whole ledger, each row of it replayed beside its work. */
export interface LastVerified {
  /** When it was read to its end. */
  readonly at: Instant;
  /** Of all logs, as far as it was read. */
  readonly events: number;
  readonly outcome: 'asWritten' | 'differs' | 'tooLarge';
  /** Where it differs: a log and a row of it. */
  readonly place?: string;
}

/** How the last round ended, if one has; each server knows of its own. */
export type Verified = () => LastVerified | undefined;
