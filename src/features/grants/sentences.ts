import type { Instant } from '../../kernel/instant.ts';
import type { GrantRefusal } from './domain/rights.ts';
import type { GrantState } from './domain/state.ts';

/** Why a grant was not taken back, in one sentence. */
export function refusalSentence(refusal: GrantRefusal, when: (at: Instant) => string): string {
  switch (refusal.code) {
    case 'unknown-grant':
      return `There is no standing grant ${refusal.grant}.`;
    case 'not-allowed':
      return 'Only the business owner of the agent, an admin or the board takes a standing grant back.';
    case 'over':
      return `This standing grant was over at ${when(refusal.at)} already.`;
  }
}

/** What it is for, in the middle of a sentence. */
export const purposeOf = ({ agentId, connectorId, tool }: GrantState): string =>
  `${agentId} to use ${connectorId}/${tool}`;

/** What whoever it concerns reads when it is over. */
export function endSentence(state: GrantState, by: string): string {
  const { grant, end } = state;
  const after = 'From now on each such action needs approval again.';
  if (end?.by.kind === 'person')
    return `${by || 'Somebody'} took back the standing grant ${grant} for ${purposeOf(state)}. ${after}`;
  const because = end?.reason === undefined ? 'has come to its date' : `is over: ${end.reason}`;
  return `The standing grant ${grant} for ${purposeOf(state)} ${because}. ${after}`;
}
