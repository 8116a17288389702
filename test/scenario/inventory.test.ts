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
    expect(await rows()).toMatchObject({
      'crm-assistant': { thisWeek: 0, lastWeek: 2, lastActive: '2026-W47' },
    });
    await house.leap(11 * 7 * 24 * 60 * 60 * 1_000);
    expect(await rows()).toMatchObject({ 'crm-assistant': { lastActive: '2026-W47' } });
    await house.leap(7 * 24 * 60 * 60 * 1_000);
    expect((await rows())['crm-assistant']).toEqual({ thisWeek: 0, lastWeek: 0 });
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

  story('says how often each was called, whatever was decided', async ({ house }) => {
    await house.asked();
    const called = (connectorId: string, tool: string) =>
      house.call('gateway', 'POST', '/authorize', {
        ...SEND_MAIL,
        connectorId,
        tool,
        arguments: {},
      });
    await called('mail', 'search');
    await called('mail', 'nothing of the kind');
    await called('sharepoint', 'readFile');
    await called('made up', 'search');
    const rows = async () =>
      (await house.call('pilot', 'GET', '/connectors')).body.items.map(
        ({ id, activity }: Fields) => [id, activity],
      );
    const now = { lastWeek: 0, lastActive: '2026-W47' };
    expect(await rows()).toEqual([
      ['crm', { thisWeek: 0, lastWeek: 0 }],
      ['erp', { thisWeek: 0, lastWeek: 0 }],
      ['mail', { thisWeek: 3, ...now }],
      ['sharepoint', { thisWeek: 1, ...now }],
    ]);
    await house.leap(7 * 24 * 60 * 60 * 1_000);
    expect((await rows())[2]).toEqual([
      'mail',
      { thisWeek: 0, lastWeek: 3, lastActive: '2026-W47' },
    ]);
    const cells = await house.ledger.reads.counters('2026-W47');
    expect(Object.keys(cells).filter((cell) => cell.startsWith('connector.'))).toHaveLength(2);
  });
});
