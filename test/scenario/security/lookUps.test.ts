import { expect, test } from 'vitest';
import { rolesOfSample, sampleServer } from '../../adapters/http/sampleServer.ts';

test('a caller beyond the limit costs no look-up in the directory', async () => {
  let asked = 0;
  await using server = await sampleServer({
    rateLimits: true,
    directory: {
      rolesFrom: { source: 'example' },
      find: async () => undefined,
      managerOf: async () => undefined,
      membersOf: async () => [],
      rolesOf: async (id) => {
        asked += 1;
        return rolesOfSample(id);
      },
    },
  });
  for (let i = 0; i < 260; i += 1) await server.call('GET', '/api/v1/things', { who: 'admin' });
  expect(asked).toBe(200);
});
