import type { Instant } from '../../../kernel/instant.ts';
import type { ApprovalsDeps } from '../deps.ts';
import type { Words } from '../domain/sentences.ts';
import type { RequestState } from '../domain/state.ts';
import { namesOf } from './names.ts';
import { peopleIn } from './peopleOf.ts';

/** A moment in a sentence: `20 Nov 2026, 10:00 (Europe/Paris)`. */
export function whenIn(timeZone: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => `${format.format(new Date(at))} (${timeZone})`;
}

/** How sentences about a request name people and moments, for a reader in this time zone. */
export const wordsOf = async (
  deps: Pick<ApprovalsDeps, 'directory'>,
  state: RequestState | undefined,
  timeZone = 'UTC',
): Promise<Words> => ({
  names: await namesOf(deps.directory, state ? peopleIn(state) : []),
  when: whenIn(timeZone),
});
