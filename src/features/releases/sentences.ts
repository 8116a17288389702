import type { ReleaseRefusal } from './domain/decide.ts';

/** Why the calendar was not changed, in one sentence. */
export function refusalSentence(refusal: ReleaseRefusal): string {
  switch (refusal.code) {
    case 'not-entitled':
      return 'A governance admin sets the calendar of releases, and the review board decides what would widen it.';
    case 'not-proposed':
      return 'This is not what is proposed now: it was decided, replaced, or has waited for more than a week.';
    case 'own-proposal':
      return 'You proposed this yourself: somebody else of the board adopts it.';
    case 'agent-identity':
      return `You cannot decide this, because the agent ${refusal.agentId} speaks with this identity.`;
  }
}
