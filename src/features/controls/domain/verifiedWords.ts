import { plainTime } from '../../../kernel/cards/time.ts';
import type { LastVerified } from '../../../kernel/verified.ts';

/** Up to where the ledger was last verified, as a sentence after others; empty where there is nothing to say. */
export const verifiedText = (last: LastVerified | undefined): string =>
  last?.outcome === 'asWritten'
    ? ` The first ${last.events} events of all logs were last verified on ${plainTime(last.at)}.`
    : '';

/** What stands before everything else about the ledger where it is not as it was written. */
export const ledgerChanged = (last: LastVerified | undefined) =>
  last?.outcome === 'differs'
    ? ({
        status: 'attention',
        because: `On ${plainTime(last.at)} the ledger was not as it was written.`,
        next: 'See the alarm; verify it on another machine (npm run ledger -- verify).',
      } as const)
    : undefined;
