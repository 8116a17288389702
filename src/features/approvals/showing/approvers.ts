import { cardTime } from '../../../kernel/cards/time.ts';
import type { Right } from '../domain/right.ts';
import { type RequestState, type Stage } from '../domain/state.ts';
import type { Names } from './names.ts';

/** Who has approved, in order; of those who stepped in for the business owner, as what; of a role that was activated, how. */
export const approversInWords = (state: RequestState, names: Names): readonly string[] =>
  state.stages.flatMap((stage) =>
    stage.answers
      .filter(({ answer }) => answer === 'approve')
      .map(({ person, as, right }) => `${names(person)}${steppedIn(stage, as)}${activated(right)}`),
  );

function steppedIn({ seat }: Stage, as: Stage['answers'][number]['as']): string {
  if (seat.kind !== 'businessOwner') return '';
  if (as === 'manager') return ' (as manager of the business owner)';
  return as === 'board' ? ' (of the review board, in place of the business owner)' : '';
}

/** The activation that gave the right, as Privileged Identity Management knows it; nothing where there is none. */
function activated(right: Right | undefined): string {
  const { state, id, ends } = (right?.by === 'role' && right.activation) || {};
  if (state === 'unknown') return ' (whether by a PIM activation is not known)';
  if (state !== 'active') return '';
  return ` (by the PIM activation ${id ?? ''}${ends === undefined ? '' : ` until ${cardTime(ends)}`})`;
}
