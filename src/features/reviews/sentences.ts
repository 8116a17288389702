import type { ReviewRefusal } from './domain/decide.ts';

/** Why an answer did nothing, in one sentence. */
export function refusalSentence(refusal: ReviewRefusal): string {
  switch (refusal.code) {
    case 'unknown-review':
      return 'There is no such review.';
    case 'not-reviewer':
      return 'Only the business owner of the agent or the backup answers its review.';
    case 'unknown-item':
      return `The review asks nothing about ${JSON.stringify(refusal.item)}.`;
    case 'not-a-choice':
      return `That is no answer for ${JSON.stringify(refusal.item)}: see its choices.`;
    case 'already-answered':
      return `${JSON.stringify(refusal.item)} was answered otherwise already, and an answer counts once.`;
  }
}
