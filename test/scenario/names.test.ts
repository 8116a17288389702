import { describe, expect } from 'vitest';
import { story } from './story.ts';

const OWNER = '00000000-0000-4000-8000-000000000002';

describe('names of people', () => {
  story(
    'are told by object id and user principal name, unknown ones left out',
    async ({ house }) => {
      const { status, body } = await house.call(
        'outsider',
        'GET',
        `/names?who=${OWNER},admin@contoso.example,nobody@contoso.example,${OWNER}`,
      );
      expect(status).toBe(200);
      expect(body['items']).toEqual([
        expect.objectContaining({ who: OWNER, id: OWNER, upn: 'owner@contoso.example' }),
        expect.objectContaining({ who: 'admin@contoso.example', upn: 'admin@contoso.example' }),
      ]);
    },
  );

  story('are for people, not for programs', async ({ house }) => {
    for (const stranger of ['gateway', 'agent:crm-assistant'])
      expect(await house.call(stranger, 'GET', `/names?who=${OWNER}`)).toMatchObject({
        status: 403,
      });
  });

  story('are asked for a hundred at a time', async ({ house }) => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => `person${i}@contoso.example`).join(',');
    expect(await house.call('owner', 'GET', `/names?who=${many(100)}`)).toMatchObject({
      status: 200,
      body: { items: [] },
    });
    expect(await house.call('owner', 'GET', `/names?who=${many(101)}`)).toMatchObject({
      status: 400,
    });
    expect(await house.call('owner', 'GET', '/names?who=')).toMatchObject({ status: 400 });
    expect(await house.call('owner', 'GET', '/names')).toMatchObject({ status: 400 });
  });
});
