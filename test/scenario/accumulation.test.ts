import { describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { FACTS } from '../../src/compose.ts';
import { DAY } from '../../src/kernel/instant.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { type Fields, openStory, type Story, story } from './story.ts';

const WEEK = 7 * DAY;
const names = (what: string, many: number) => Array.from({ length: many }, (_, i) => `${what}${i}`);
const look = (house: Story, agent: Fields, source = 'nightly inventory') =>
  house.call('gateway', 'POST', '/observations', {
    source,
    agents: [{ agentId: 'mail-assistant', ...agent }],
  });
const trend = async (house: Story, as = 'owner', id = 'mail-assistant') =>
  (await house.call(as, 'GET', `/agents/${id}/accumulation`)).body;
const counter = async (house: Story, name: string): Promise<Fields> =>
  (await trend(house)).counters.find(({ counter: one }: Fields) => one === name);
const told = (house: Story, name: string, words: string): number => {
  const { chat } = house.person(name);
  return house.teams.deliveries.filter(
    ({ conversationId, card }) =>
      conversationId === chat.id && JSON.stringify(card ?? {}).includes(words),
  ).length;
};
const ABOVE = 'gathered more than its template';

describe('what an agent gathers', () => {
  story('is counted from its record before any inventory', async ({ house }) => {
    await house.leap(DAY);
    const shown = await trend(house);
    expect(shown).toMatchObject({ agentId: 'mail-assistant', phase: 'pilot' });
    expect(shown.counters).toMatchObject([
      { counter: 'scopes', limit: 10, above: false },
      { counter: 'sites', limit: 5, above: false },
      { counter: 'connectors', now: 1, limit: 3, above: false, first: 1 },
    ]);
    expect(shown.counters[2].weeks).toHaveLength(13);
    expect(shown.counters[2].weeks.at(0)).toEqual({ week: '2026-W35' });
    expect(shown.counters[2].weeks.at(-1)).toEqual({ week: '2026-W47', count: 1 });
    expect(await house.call('owner', 'GET', '/agents/nobody/accumulation')).toMatchObject({
      status: 404,
    });
  });

  story('grows week by week, and is written down only where it changed', async ({ house }) => {
    await look(house, { scopes: names('s', 2) });
    await house.leap(WEEK);
    await look(house, { scopes: names('s', 4) });
    await house.leap(2 * WEEK);
    await house.changesNothing(() => look(house, { scopes: names('s', 4).toReversed() }));
    const { weeks, first, now } = (await counter(house, 'scopes')) as {
      weeks: readonly { count?: number }[];
      first: number;
      now: number;
    };
    expect({ first, now }).toEqual({ first: 2, now: 4 });
    expect(weeks.slice(-5).map(({ count }) => count)).toEqual([undefined, 2, 4, 4, 4]);
  });

  story('counts what two inventories and the record show once', async ({ house }) => {
    await look(house, { connectors: ['mail', 'slack'] }, 'one');
    await look(house, { connectors: ['slack', 'box'] }, 'two');
    expect(await counter(house, 'connectors')).toMatchObject({ now: 3, above: false });
    await look(house, { connectors: [] }, 'two');
    expect(await counter(house, 'connectors')).toMatchObject({ now: 2 });
  });

  story('above the template is told once, until it has been within it again', async ({ house }) => {
    await look(house, { sites: names('https://a.example/', 6), connectors: names('c', 3) });
    await house.settle();
    expect(told(house, 'admin', ABOVE)).toBe(1);
    expect(told(house, 'owner', ABOVE)).toBe(0);
    await look(house, { sites: names('https://a.example/', 8), connectors: names('c', 3) });
    await house.leap(DAY);
    expect(told(house, 'admin', ABOVE)).toBe(1);
    expect((await house.call('owner', 'GET', '/agents/mail-assistant')).body.aboveTemplate).toEqual(
      ['sites', 'connectors'],
    );
    const { sections } = (await house.call('admin', 'GET', '/digests/2026-W47')).body;
    const estate = sections.find(({ id }: Fields) => id === 'estate');
    expect(JSON.stringify(estate)).toContain(
      'mail-assistant has gathered more than its template: 6 sites of 5, 4 connectors of 3',
    );
    await look(house, {});
    await house.settle();
    expect(told(house, 'admin', 'is within its template again')).toBe(0);
    await house.leap(DAY);
    expect(told(house, 'admin', 'is within its template again')).toBe(1);
    expect(
      (await house.call('owner', 'GET', '/agents/mail-assistant')).body.aboveTemplate,
    ).toBeUndefined();
    await look(house, { sites: names('https://a.example/', 6) });
    await house.settle();
    expect(told(house, 'admin', ABOVE)).toBe(2);
    const { items } = (await house.call('security', 'GET', '/alarms')).body;
    const alarms = items.filter(({ kind }: Fields) => kind === 'accumulation');
    expect(alarms.map(({ what }: Fields) => what).toSorted()).toEqual([
      'Agent mail-assistant has gathered more than its template: 6 sites of 5, 4 connectors of 3.',
      'Agent mail-assistant has gathered more than its template: 6 sites of 5.',
    ]);
  });

  story('above the template when it is imported is told at once', async ({ house }) => {
    const agent = (await house.call('admin', 'GET', '/agents/mail-assistant')).body;
    const [capability] = agent.capabilities;
    const capabilities = ['mail', 'crm', 'erp', 'sharepoint'].map((connectorId) => ({
      ...capability,
      connectorId,
      tier: 'readOnly',
    }));
    const wide = { ...agent, id: 'wide-assistant', capabilities };
    expect((await house.call('admin', 'POST', '/import', { agents: [wide] })).status).toBe(200);
    await house.settle();
    expect(told(house, 'admin', ABOVE)).toBe(1);
    const shown = (await house.call('admin', 'GET', '/agents/wide-assistant')).body;
    expect(shown.aboveTemplate).toEqual(['connectors']);
    expect((await house.call('admin', 'PUT', '/agents/wide-assistant', shown)).status).toBe(200);
  });

  story('leaves a ledger that replays, row by row', async ({ house }) => {
    await look(house, { scopes: names('s', 11) });
    await house.leap(DAY);
    await look(house, { scopes: names('s', 3) });
    await house.leap(DAY);
    const schemas = new Map(FACTS.flatMap(({ events }) => Object.entries(events)));
    const lines = await house.lines();
    for (const { type, data } of lines)
      expect([type, schemas.get(type)?.safeParse(data).error?.issues]).toEqual([type, undefined]);
    const seen = lines.map(({ type }) => type);
    for (const type of ['looked', 'measured', 'exceeded', 'eased'])
      expect(seen).toContain(`accumulation-${type}`);
    const options = { tenant: EXAMPLE_TENANT, features: FACTS };
    expect(await foundIn(toVerify(house.table, undefined, options))).toBe('nothing');
  });
});

/** As a version without counts had them. */
const before = FACTS.map((facts) => ({
  ...facts,
  entities: facts.entities.filter(({ kind }) => kind !== 'accumulation'),
}));

test('a ledger of before there were counts starts, is counted from then on, and replays', async () => {
  const table = new MemoryTable();
  const checkpoints = new MemoryCheckpoints();
  const old = await openStory({ table, checkpoints, facts: before });
  await old.leap(1);
  const { clock } = old;
  await old.close();
  const house = await openStory({ table, checkpoints, clock });
  expect((await trend(house)).since).toBeUndefined();
  await house.leap(2 * DAY);
  expect(await trend(house)).toMatchObject({ since: expect.stringMatching(/^2026-11-/) });
  const options = { tenant: EXAMPLE_TENANT, features: FACTS };
  expect(await foundIn(toVerify(table, checkpoints, options))).toBe('nothing');
  await house.close();
  expect(house.alarms).toEqual([]);
});

test('the templates are the tenant’s own where it has some', async () => {
  const few = { scopes: 0, sites: 0, connectors: 0 };
  const house = await openStory({ templates: { pilot: few, department: few, enterprise: few } });
  await house.leap(DAY);
  expect((await house.call('admin', 'GET', '/agents/invoice-agent')).body.aboveTemplate).toEqual([
    'connectors',
  ]);
  await house.close();
});
