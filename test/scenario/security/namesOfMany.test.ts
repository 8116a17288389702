import { afterEach, expect, test } from 'vitest';
import { exampleDirectory } from '../../../src/adapters/local/exampleDirectory.ts';
import { openStory, type Story } from '../story.ts';

let house: Story | undefined;
afterEach(() => house?.close());

test('a list of all agents, typed by anybody, does not look up every owner there is', async () => {
  let lookUps = 0;
  const directory = {
    ...exampleDirectory,
    find: async (nameOrId: string) => {
      lookUps += 1;
      return exampleDirectory.find(nameOrId);
    },
  };
  const story = await openStory({ directory });
  house = story;
  const { body } = await story.call('admin', 'GET', '/agents/crm-assistant');
  const agents = Array.from({ length: 200 }, (_, n) => ({ ...body, id: `agent-${n}` }));
  expect((await story.call('admin', 'POST', '/import', { agents })).status).toBe(200);
  lookUps = 0;
  expect(await story.say('outsider', 'agents')).toContain('203 governed agents');
  expect(lookUps).toBeLessThan(40);
});
