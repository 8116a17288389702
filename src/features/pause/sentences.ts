import { plainTime } from '../../kernel/cards/time.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';
import { fewOf } from '../../kernel/telling.ts';
import type { PauseRefusal } from './domain/decide.ts';
import type { PauseState } from './domain/state.ts';
import { targetText } from './domain/target.ts';
import { targetWords } from './domain/targetWords.ts';

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

/** What an owner reads: which pause it is, which of their agents it stops, and where to see more. Not why: that is on no list of theirs. */
export function ownersSentence({ id, target, until }: PauseState, ids: readonly string[]): string {
  const end =
    until === undefined ? 'until it is lifted' : `until ${plainTime(until)} at the latest`;
  const head = `${id} has paused ${targetWords(target)}, ${end}.`;
  return target.kind === 'agent'
    ? `${head} What it asks for meanwhile is denied. Type pauses to see it.`
    : `${head} Of your agents it reaches ${fewOf(ids)}: what they ask for there is denied. Type pauses to see it.`;
}

/** What an owner reads once it is over: which of their agents it had stopped, and which another pause still stops. */
export function freedSentence(
  { id, target, lifted }: PauseState,
  ids: readonly string[],
  still: readonly string[],
): string {
  const end = lifted?.automatic ? 'has lifted itself' : 'was lifted';
  const theirs = target.kind === 'agent' ? '' : ` Of your agents it had reached ${fewOf(ids)}.`;
  const others =
    still.length === 0
      ? ''
      : ` Another pause still reaches ${fewOf(still)}: type pauses to see it.`;
  return `${id} ${end}: it stops ${targetWords(target)} no longer.${theirs} What was approved before it has to be asked for anew.${others}`;
}
