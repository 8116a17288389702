import { describe, expect } from 'vitest';
import { type Fields, SEND_MAIL, type Story, story } from './story.ts';

const ids = async (house: Story, path: string, as = 'pilot'): Promise<readonly string[]> => {
  const { status, body } = await house.call(as, 'GET', path);
  expect(status).toBe(200);
  return body.items.map(({ id }: Fields) => id);
};

describe('the inventory of agents', () => {
  story('is narrowed by what one looks for', async ({ house }) => {
    const all = ['crm-assistant', 'invoice-agent', 'mail-assistant'];
    await house.call('admin', 'POST', '/pauses', { target: 'agent:invoice-agent', reason: 'look' });
    const found: Readonly<Record<string, readonly string[]>> = {
      '': all,
      'q=ASSIST': ['crm-assistant', 'mail-assistant'],
      'q=crm': ['crm-assistant'],
      'environment=pilot': ['mail-assistant'],
      'phase=enterprise': ['invoice-agent'],
      'platform=copilot': ['crm-assistant'],
      'department=sales': ['crm-assistant', 'mail-assistant'],
      'businessGroup=retail': [],
      'owner=owner2@contoso.example': ['crm-assistant', 'mail-assistant'],
      'owner=00000000-0000-4000-8000-000000000007': ['invoice-agent'],
      'owner=nobody@contoso.example': [],
      'status=paused': ['invoice-agent'],
      'status=active&department=sales&q=mail': ['mail-assistant'],
    };
    for (const [query, expected] of Object.entries(found))
      expect([query, await ids(house, `/agents?${query}`)]).toEqual([query, expected]);
    const agent = (await house.call('admin', 'GET', '/agents/mail-assistant')).body;
    const agents = [{ ...agent, id: 'shop-assistant', businessGroup: 'retail' }];
    expect((await house.call('admin', 'POST', '/import', { agents })).status).toBe(200);
    expect(await ids(house, '/agents?businessGroup=retail')).toEqual(['shop-assistant']);
    expect((await house.call('pilot', 'GET', '/agents?phase=never')).status).toBe(400);
    expect((await house.call('pilot', 'GET', '/agents?sort=id')).status).toBe(400);
  });

  story('goes on where a page ended, within what one looks for', async ({ house }) => {
    const first = await house.call('pilot', 'GET', '/agents?department=sales&limit=1');
    expect(first.body.items).toMatchObject([{ id: 'crm-assistant' }]);
    expect(first.headers.get('link')).toContain('after=crm-assistant');
    expect(await ids(house, '/agents?department=sales&limit=1&after=crm-assistant')).toEqual([
      'mail-assistant',
    ]);
  });

  story('says what each asked for this week and last', async ({ house }) => {
    await house.asked();
    await house.call('gateway', 'POST', '/authorize', {
      ...SEND_MAIL,
      tool: 'search',
      arguments: {},
    });
    const rows = async () =>
      Object.fromEntries(
        (await house.call('pilot', 'GET', '/agents')).body.items.map((row: Fields) => [
          row['id'],
          row['activity'],
        ]),
      );
    expect(await rows()).toMatchObject({
      'crm-assistant': { thisWeek: 2, lastWeek: 0 },
      'mail-assistant': { thisWeek: 0, lastWeek: 0 },
    });
    await house.leap(7 * 24 * 60 * 60 * 1_000);
    expect(await rows()).toMatchObject({ 'crm-assistant': { thisWeek: 0, lastWeek: 2 } });
  });

  story('can be sent back as it came, and changes nothing', async ({ house }) => {
    const [agents, connectors] = await Promise.all(
      ['/agents', '/connectors'].map(
        async (path) => (await house.call('admin', 'GET', path)).body.items,
      ),
    );
    const back = await house.changesNothing(() =>
      house.call('admin', 'POST', '/import', { agents, connectors }),
    );
    expect(back.body).toMatchObject({ agents: { unchanged: 3 }, connectors: { unchanged: 4 } });
  });
});

describe('the list of connectors', () => {
  story(
    'is narrowed by what one looks for, and says how many agents use each',
    async ({ house }) => {
      expect(await ids(house, '/connectors?status=probation')).toEqual(['sharepoint']);
      expect(await ids(house, '/connectors?systemClass=crm')).toEqual(['crm']);
      expect(await ids(house, '/connectors?environment=production&q=o')).toEqual([
        'crm',
        'erp',
        'mail',
      ]);
      const { body } = await house.call('pilot', 'GET', '/connectors?q=mail');
      expect(body.items).toMatchObject([{ id: 'mail', agents: 2 }]);
    },
  );
});
