import { afterEach, describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../../src/adapters/local/exampleDirectory.ts';
import type { Directory, PersonId } from '../../../src/kernel/people.ts';
import { openStory, type Story } from '../story.ts';

/** The example's directory, from which people can be taken, as an account is disabled. */
function shrinking(): { readonly directory: Directory; readonly gone: Set<string> } {
  const gone = new Set<string>();
  const there = (id: PersonId): boolean => !gone.has(id);
  return {
    gone,
    directory: {
      rolesFrom: exampleDirectory.rolesFrom,
      find: async (nameOrId) => {
        const person = await exampleDirectory.find(nameOrId);
        return person && there(person.id) ? person : undefined;
      },
      rolesOf: async (id) => (there(id) ? exampleDirectory.rolesOf(id) : new Set()),
      managerOf: async (id) => exampleDirectory.managerOf(id),
      membersOf: async (role) =>
        (await exampleDirectory.membersOf(role)).filter(({ id }) => there(id)),
    },
  };
}

describe('somebody whose account is gone', () => {
  let house: Story | undefined;
  const opened = async (directory: Directory): Promise<Story> => {
    house = await openStory({ directory });
    return house;
  };
  afterEach(() => house?.close());

  test('approves nothing any more with a token that has not ended', async () => {
    const { directory, gone } = shrinking();
    const story = await opened(directory);
    const id = await story.asked();
    const { digest } = await story.request(id);
    gone.add(story.person('owner').objectId);
    const path = `/requests/${id}/answer`;
    const answer = { answer: 'approve', digest };
    const answered = await story.changesNothing(() => story.call('owner', 'POST', path, answer));
    expect(answered).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await story.call('owner', 'GET', `/requests/${id}`)).status).toBe(403);
    expect(await story.request(id)).toMatchObject({ status: 'pending' });
  });

  test('is as much nobody in the chat', async () => {
    const { directory, gone } = shrinking();
    const story = await opened(directory);
    const id = await story.asked();
    gone.add(story.person('owner').objectId);
    const clicked = await story.changesNothing(() => story.click('owner', id, 'approve'));
    expect(clicked.statusCode).toBe(403);
  });
});
