import { Fault } from '../kernel/faults.ts';

const ADVICE =
  'The table holds less than was signed: it was put back to an earlier state, or cut. See where with: npm run ledger -- verify. If it was restored on purpose, stop all servers, and let two people with a governance role accept it within an hour, each with: npm run ledger -- adopt --as <user principal name> --reason "…"';

/** What it opens; a ledger that is behind a checkpoint is refused with what to do about it. */
export async function orAdvise<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'ledger-behind-checkpoint') throw error;
    throw new Fault(error.code, `${error.code}: ${error.message}.\n${ADVICE}`, error);
  }
}
