import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';

/** What the register of exceptions is given by the house. */
export interface ExceptionsDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
}
