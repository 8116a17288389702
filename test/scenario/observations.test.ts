import { describe, expect } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { FACTS } from '../../src/compose.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { type Fields, type Story, story } from './story.ts';

const look = (house: Story, body: Fields, as = 'gateway', headers = {}) =>
  house.call(as, 'POST', '/observations', { source: 'nightly inventory', ...body }, headers);
const crm = (more: Fields = {}) => ({
  agents: [{ agentId: 'crm-assistant', connectors: ['crm', 'mail'], ...more }],
});
const told = (house: Story, name: string, words: string): number => {
  const { chat } = house.person(name);
  return house.teams.deliveries.filter(
    ({ conversationId, card }) =>
      conversationId === chat.id && JSON.stringify(card ?? {}).includes(words),
  ).length;
};

describe('an inventory', () => {
  story('leaves a ledger that replays, row by row', async ({ house }) => {
    await look(house, crm({ connectors: ['erp'], scopes: ['a', 'b'] }));
    await house.settle();
    await look(house, crm({ scopes: ['a', 'c'] }));
    await house.leap(24 * 60 * 60 * 1_000);
    const schemas = new Map(FACTS.flatMap(({ events }) => Object.entries(events)));
    const lines = await house.lines();
    for (const { type, data } of lines)
      expect([type, schemas.get(type)?.safeParse(data).error?.issues]).toEqual([type, undefined]);
    const seen = lines.map(({ type }) => type);
    for (const type of [
      'owners-watched',
      'owners-checked',
      'inventory-observed',
      'growth-found',
      'notice-delivered',
    ])
      expect(seen).toContain(type);
    const options = { tenant: EXAMPLE_TENANT, features: FACTS };
    expect(await foundIn(toVerify(house.table, undefined, options))).toBe('nothing');
  });

  story('of what is recorded is nothing to tell', async ({ house }) => {
    expect(
      (await look(house, crm({ scopes: ['Mail.Read'], sites: ['https://a.example/x'] }))).body,
    ).toEqual({
      looked: 1,
      grown: [],
    });
    await house.settle();
    expect(await house.history('agent:crm-assistant')).not.toContain('growth-found');
  });

  story('that shows more news than people read is told in one card', async ({ house }) => {
    const ghosts = (from: number) => ({
      agents: Array.from({ length: 100 }, (_, i) => ({ agentId: `ghost-${from + i}` })),
    });
    const first = (await look(house, ghosts(0))).body;
    expect(first).toMatchObject({ looked: 100, postponed: 60 });
    expect(first.grown).toHaveLength(40);
    expect((await look(house, ghosts(100))).body).toMatchObject({ grown: [], postponed: 100 });
    expect((await look(house, ghosts(200), 'admin')).body.postponed).toBe(60);
    await house.settle();
    const admin = house.person('admin').chat.id;
    const sent = house.teams.deliveries.filter(
      ({ kind, conversationId }) => kind === 'send' && conversationId === admin,
    );
    // Of both reporters 40 each and one card for the rest, and what was sent before.
    expect(sent.length).toBeGreaterThanOrEqual(82);
    expect(sent.length).toBeLessThan(87);
    expect(told(house, 'admin', '160 more were not looked at')).toBe(1);
    await house.leap(60 * 60 * 1_000);
    const later = (await look(house, ghosts(0))).body;
    expect(later.grown.map(({ id }: Fields) => id)).toContain('ghost-40');
    expect(later).toMatchObject({ postponed: 20 });
  });

  story('that shows more is told once, to technical owner and admins', async ({ house }) => {
    await look(house, crm({ scopes: ['Mail.Read'] }));
    const more = crm({
      connectors: ['crm', 'mail', 'erp'],
      scopes: ['Mail.Read', 'Mail.Send'],
      sites: ['https://a.example/x'],
    });
    expect((await look(house, more)).body.grown).toEqual([
      {
        about: 'agent',
        id: 'crm-assistant',
        known: true,
        connectors: ['erp'],
        scopes: ['Mail.Send'],
        sites: ['https://a.example/x'],
        tools: [],
      },
    ]);
    await house.settle();
    expect(told(house, 'admin', 'has more than was recorded')).toBe(1);
    expect(told(house, 'owner', 'has more than was recorded')).toBe(0);
    const again = await house.changesNothing(() => look(house, more));
    expect(again.body.grown).toEqual([]);
    const { sections } = (await house.call('admin', 'GET', '/digests/2026-W47')).body;
    const changes = sections.find(({ id }: Fields) => id === 'permissionChanges');
    expect(changes.metrics.map(({ id, value }: Fields) => [id, value])).toEqual([
      ['grown.scopes', 1],
      ['grown.sites', 1],
      ['grown.connectors', 1],
    ]);
    expect(JSON.stringify(changes.items)).toContain(
      'crm-assistant was found with more than is recorded',
    );
  });

  story('tells of scopes that reach the whole tenant on first sight', async ({ house }) => {
    const scopes = ['User.Read', 'https://graph.microsoft.com/Files.ReadWrite.All'];
    const first = await look(house, {
      ...crm({ scopes }),
      connectors: [{ connectorId: 'sharepoint', scopes: ['Sites.FullControl.All'] }],
    });
    expect(first.body.grown).toMatchObject([
      { id: 'crm-assistant', scopes: ['https://graph.microsoft.com/Files.ReadWrite.All'] },
      { id: 'sharepoint', scopes: ['Sites.FullControl.All'] },
    ]);
    await house.settle();
    expect(told(house, 'admin', 'has more than was recorded')).toBe(2);
  });

  story('is compared with the scopes, sites and tools that are recorded', async ({ house }) => {
    const mail = (await house.call('admin', 'GET', '/connectors/mail')).body;
    const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    const contentSources = { allow: ['https://a.example/*'] };
    await house.call('admin', 'POST', '/import', {
      agents: [{ ...agent, contentSources }],
      connectors: [{ ...mail, scopes: [{ name: 'Mail.Read', reason: 'answers' }] }],
    });
    const first = await look(house, {
      ...crm({
        scopes: ['Mail.Read', 'Files.Read'],
        sites: ['https://a.example/x', 'https://b.example/x', 'nowhere'],
      }),
      connectors: [{ connectorId: 'mail', scopes: ['Mail.Send'], tools: ['search', 'erase'] }],
    });
    expect(first.body.grown).toMatchObject([
      { id: 'crm-assistant', scopes: ['Files.Read'], sites: ['https://b.example/x', 'nowhere'] },
      { id: 'mail', scopes: ['Mail.Send'], tools: ['erase'] },
    ]);
  });

  story('alerts of agents and connectors that nobody recorded', async ({ house }) => {
    const shadow = {
      agents: [{ agentId: '6f9619ff-8b86-d011-b42d-00c04fc964ff', connectors: ['mail'] }],
      connectors: [{ connectorId: 'Dropbox' }],
    };
    expect((await look(house, shadow)).body.grown).toMatchObject([
      { about: 'agent', known: false, connectors: ['mail'] },
      { about: 'connector', id: 'Dropbox', known: false },
    ]);
    await house.settle();
    expect(told(house, 'admin', 'An agent nobody registered')).toBe(1);
    expect(told(house, 'admin', 'A connector that is on no list')).toBe(1);
    expect((await house.changesNothing(() => look(house, shadow))).body.grown).toEqual([]);
  });

  story('is answered again under its key, and written once', async ({ house }) => {
    const key = { 'idempotency-key': 'night-1' };
    const body = crm({ connectors: ['erp'] });
    const first = await look(house, body, 'gateway', key);
    expect(first.body.grown).toHaveLength(1);
    expect((await house.changesNothing(() => look(house, body, 'gateway', key))).body).toEqual(
      first.body,
    );
    expect((await look(house, crm(), 'gateway', key)).status).toBe(409);
  });

  story('of many things lands whole, with long lists', async ({ house }) => {
    const names = (prefix: string) => Array.from({ length: 200 }, (_, i) => `${prefix}-${i}`);
    const agents = Array.from({ length: 30 }, (_, i) => ({
      agentId: `shadow-${i}`,
      connectors: names('connector'),
      scopes: names('scope'),
    }));
    const { status, body } = await look(house, { agents });
    expect([status, body.grown.length]).toEqual([200, 30]);
    expect(body.grown[0].scopes).toHaveLength(200);
    await house.settle();
    expect(told(house, 'admin', 'An agent nobody registered')).toBe(30);
  });

  story('is taken from gateways and admins, and keeps hostile names inert', async ({ house }) => {
    for (const as of ['owner', 'board', 'security', 'agent:crm-assistant'])
      expect((await look(house, crm(), as)).status).toBe(403);
    expect((await look(house, crm(), 'admin')).status).toBe(200);
    for (const agentId of ['', '../x', 'a|b', 'x'.repeat(129), '=1+1'])
      expect((await look(house, { agents: [{ agentId }] })).status).toBe(400);
    const hostile = [
      '[click](https://evil.example)',
      '${$root}',
      '{{DATE(2020-01-01)}}',
      '\u202egnp.exe',
    ];
    expect((await look(house, crm({ scopes: ['x'], sites: hostile }), 'gateway')).status).toBe(200);
    expect((await look(house, crm({ connectors: hostile }), 'gateway')).body.grown).toHaveLength(1);
    await house.settle();
    expect(told(house, 'admin', 'has more than was recorded')).toBe(1);
  });
});
