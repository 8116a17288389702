import type { Instant } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';
import type { PauseRefusal } from './domain/decide.ts';
import { targetText } from './domain/target.ts';

export const USAGE = 'pause <target> [for <duration>] because <reason>';
export const RESUME_USAGE = 'resume P-…|<target> because <reason>';

/** Why a pause was not started or lifted, as one sentence that says what to do. */
export function refusalSentence(refusal: PauseRefusal, when: (at: Instant) => string): string {
  switch (refusal.code) {
    case 'not-allowed':
      return 'Only governance admins and the review board pause and resume.';
    case 'unknown-target':
      return `Nothing called ${targetText(refusal.target)} is registered, so nothing was paused: type agents for the names.`;
    case 'reason-missing':
      return 'Say why: the reason stands in the ledger and on the receipt.';
    case 'unknown-pause':
      return 'There is no such pause: type pauses for those in force.';
    case 'already-lifted':
      return `${refusal.pause} was lifted at ${when(refusal.at)}.`;
    case 'board-only':
      return `${refusal.pause} was started by the review board, and only the board lifts it.`;
    case 'step-up-needed':
      return `Lifting ${refusal.pause} takes a fresh sign-in, because it is the board's or stops more than one agent. It stays in force until then.`;
    default:
      return assertNever(refusal);
  }
}
