import { type RequestState, type Stage } from '../domain/state.ts';
import type { Names } from './names.ts';

/** Who has approved, in order; of those who stepped in for the business owner, as what. */
export const approversInWords = (state: RequestState, names: Names): readonly string[] =>
  state.stages.flatMap((stage) =>
    stage.answers
      .filter(({ answer }) => answer === 'approve')
      .map(({ person, as }) => `${names(person)}${steppedIn(stage, as)}`),
  );

function steppedIn({ seat }: Stage, as: Stage['answers'][number]['as']): string {
  if (seat.kind !== 'businessOwner') return '';
  if (as === 'manager') return ' (as manager of the business owner)';
  return as === 'board' ? ' (of the review board, in place of the business owner)' : '';
}
