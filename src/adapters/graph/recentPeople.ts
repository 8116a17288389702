import { type Clock, epochMs, SECOND } from '../../kernel/instant.ts';
import type { Person } from '../../kernel/people.ts';

type Find = (key: string) => Promise<Person | undefined>;

const FOR = 30 * SECOND;
const MOST = 500;

/** Remembers who was found, for half a minute and the last 500; who was not found, or could not be looked up, is asked for again. */
export function recentPeople(find: Find, clock: Clock): Find {
  const held = new Map<
    string,
    { readonly until: number; readonly person: Promise<Person | undefined> }
  >();
  return (key) => {
    const now = epochMs(clock.now());
    const last = held.get(key);
    if (last && now < last.until) return last.person;
    const person = find(key);
    const entry = { until: now + FOR, person };
    const forget = (): void => void (held.get(key) === entry && held.delete(key));
    held.delete(key);
    held.set(key, entry);
    person.then((found) => found ?? forget(), forget);
    const [oldest] = held.keys();
    if (held.size > MOST && oldest !== undefined) held.delete(oldest);
    return person;
  };
}
