import type { Instant } from '../../kernel/instant.ts';
import type { ExceptionRefusal } from './domain/rights.ts';

/** Why an exception was not ended, in one sentence. */
export function refusalSentence(refusal: ExceptionRefusal, when: (at: Instant) => string): string {
  switch (refusal.code) {
    case 'unknown-exception':
      return 'There is no such exception.';
    case 'not-allowed':
      return 'Only who answers for the exception or for the agent, an admin or the board ends it.';
    case 'over':
      return `This exception was over at ${when(refusal.at)} already.`;
  }
}
