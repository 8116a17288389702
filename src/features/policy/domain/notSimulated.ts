import { type Problem, problem } from '../../../kernel/problems.ts';
import type { NotSimulated } from './simulating.ts';

const BUSY_SECONDS = 5;
/** Sentences that a problem lists; a candidate with more against it is mended step by step. */
const MOST = 50;

/** Why nothing was simulated, for whoever called. */
export function notSimulatedProblem(refusal: NotSimulated): Problem {
  switch (refusal.why) {
    case 'invalid':
      return problem('invalid-body', 'The candidate is no policy: nothing was done. See errors.', {
        errors: refusal.against.slice(0, MOST).map((message) => ({ path: 'files', message })),
      });
    case 'busy':
      return problem('rate-limited', 'Other simulations are running: ask again in a moment.', {
        retryAfter: BUSY_SECONDS,
      });
    case 'stopped':
      return problem('try-again', 'The simulation was stopped.');
  }
}
