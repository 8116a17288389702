import type { Directory, PersonId } from '../../../kernel/people.ts';

/** Object id → the name people know. Somebody whom the directory no longer knows is shown by object id. */
export type Names = (person: PersonId) => string;

/** Looks up everybody a card or sentence will name, once each. A directory that does not answer leaves object ids: names decide nothing. */
export async function namesOf(directory: Directory, people: Iterable<PersonId>): Promise<Names> {
  const found = new Map<PersonId, string>();
  await Promise.all(
    [...new Set(people)].map(async (id) => {
      const person = await directory.find(id).catch(() => undefined);
      if (person) found.set(id, person.name);
    }),
  );
  return (id) => found.get(id) ?? id;
}
