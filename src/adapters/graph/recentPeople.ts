import { type Clock, epochMs, MINUTE, SECOND } from '../../kernel/instant.ts';
import type { Activation, Person, Role } from '../../kernel/people.ts';

type Ask<K extends string, T> = (key: K) => Promise<T | undefined>;

/** Remembers answers for a while, the last `most` of them; nothing found, or a failure, is asked for again. */
function remembering<K extends string, T>(
  ask: Ask<K, T>,
  { forMs, most, clock }: { readonly forMs: number; readonly most: number; readonly clock: Clock },
): Ask<K, T> {
  const held = new Map<K, { readonly until: number; readonly answer: Promise<T | undefined> }>();
  return (key) => {
    const now = epochMs(clock.now());
    const last = held.get(key);
    if (last && now < last.until) return last.answer;
    const answer = ask(key);
    const entry = { until: now + forMs, answer };
    const forget = (): void => void (held.get(key) === entry && held.delete(key));
    held.delete(key);
    held.set(key, entry);
    answer.then((found) => found ?? forget(), forget);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
    return answer;
  };
}

/** Who was found, for half a minute and the last 500. */
export const recentPeople = (find: Ask<string, Person>, clock: Clock): Ask<string, Person> =>
  remembering(find, { forMs: 30 * SECOND, most: 500, clock });

/**
 * Who is in a role's group, for five seconds: whom to ask, never who may answer. Many requests shown at once ask for the
 * same few groups, and Graph slows down whoever asks too much, for the rights too.
 */
export const recentMembers = (
  list: Ask<Role, readonly Person[]>,
  clock: Clock,
): Ask<Role, readonly Person[]> => remembering(list, { forMs: 5 * SECOND, most: 10, clock });

/** By which activation somebody is in a group, for a minute and the last 500; what is not known is asked again. */
export const recentActivations = (
  ask: Ask<string, Activation>,
  clock: Clock,
): Ask<string, Activation> => remembering(ask, { forMs: MINUTE, most: 500, clock });
