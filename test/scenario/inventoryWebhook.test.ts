import { describe, expect } from 'vitest';
import { EXAMPLE_TENANT } from '../../src/adapters/local/exampleOrganisation.ts';
import { FACTS } from '../../src/compose.ts';
import { DAY, MINUTE } from '../../src/kernel/instant.ts';
import { foundIn, toVerify } from '../adapters/tables/verification.ts';
import { signature } from '../support/signature.ts';
import type { Answer } from '../support/wholeHouse.ts';
import { type Fields, openStory, story as plain, type Story } from './story.ts';

const SECRETS = { desk: Buffer.alloc(32, 1), sales: Buffer.alloc(32, 2) };

const story = plain.extend<{ house: Story }>({
  house: async ({ alarms: _alarms }, use) => {
    const inventorySecrets = new Map(Object.entries(SECRETS).map(([name, one]) => [name, [one]]));
    const house = await openStory({ inventorySecrets });
    await use(house);
    await house.close();
    expect(house.alarms).toEqual([]);
  },
});

interface Sending {
  readonly to?: string;
  readonly secret?: Uint8Array;
  readonly at?: string;
  readonly id?: string;
  readonly sent?: string;
  readonly headers?: Record<string, string>;
}

const messageOf = (agents: readonly Fields[]): string =>
  JSON.stringify({ type: 'inventory.observed', data: { agents } });

/** A message as the platform `desk` signs it, save what is said to be otherwise. */
async function report(house: Story, agents: readonly Fields[], how: Sending = {}): Promise<Answer> {
  const { to = 'desk', secret = SECRETS.desk, at = house.clock.now(), id } = how;
  const body = messageOf(agents);
  const response = await fetch(`${house.url}/api/v1/inventory/${to}`, {
    method: 'POST',
    body: how.sent ?? body,
    headers: {
      'content-type': 'application/json',
      ...(how.headers ?? signature({ secret, at, body, ...(id !== undefined && { id }) })),
    },
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const HELPER = { id: 'Agent-77', name: 'Ticket helper', version: '3', scopes: ['tickets.read'] };

/** `crm-assistant`, known on that platform as Agent-77. */
async function listed(house: Story): Promise<void> {
  const { body: agent } = await house.call('admin', 'GET', '/agents/crm-assistant');
  const listedAs = [{ source: 'desk', id: 'Agent-77' }];
  const put = await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, listedAs });
  expect(put.body).toMatchObject({ listedAs });
}

const told = (house: Story, words: string): number =>
  house.teams.deliveries.filter(
    ({ conversationId, card }) =>
      conversationId === house.person('admin').chat.id &&
      JSON.stringify(card ?? {}).includes(words),
  ).length;

describe('a platform that reports its agents', () => {
  story('alerts of those nobody registered, and adds none of them', async ({ house }) => {
    const before = (await house.call('admin', 'GET', '/agents?limit=200')).body.items.length;
    expect(await report(house, [HELPER])).toMatchObject({ status: 200, body: { looked: 1 } });
    await house.settle();
    expect(told(house, 'An agent nobody registered')).toBe(1);
    expect(await house.history('agent:desk.Agent-77')).toEqual([
      'inventory-observed',
      'growth-found',
      'agent-reported',
      'alarm-raised',
    ]);
    const { items } = (await house.call('admin', 'GET', '/alarms')).body;
    expect(JSON.stringify(items)).toContain('desk.Agent-77');
    await house.changesNothing(() => report(house, [HELPER]));
    const after = (await house.call('admin', 'GET', '/agents?limit=200')).body.items.length;
    expect(after).toBe(before);
  });

  story('is compared with the record that names its agent', async ({ house }) => {
    await listed(house);
    await report(house, [HELPER]);
    const lastActive = house.clock.now();
    const more = { ...HELPER, version: '4', lastActive, scopes: ['tickets.read', 'tickets.write'] };
    expect((await report(house, [more])).status).toBe(200);
    await house.settle();
    expect(told(house, 'An agent nobody registered')).toBe(0);
    expect(told(house, 'has more than was recorded')).toBe(1);
    const reported = [{ source: 'desk', version: '4', lastActive }];
    const { body: one } = await house.call('owner', 'GET', '/agents/crm-assistant');
    expect(one.reported).toEqual(reported);
    const { items } = (await house.call('owner', 'GET', '/agents?q=crm-assistant')).body;
    expect(items).toMatchObject([{ id: 'crm-assistant', reported }]);
    // As it was shown it may be sent back, and an earlier day is no news.
    await house.changesNothing(() => house.call('admin', 'PUT', '/agents/crm-assistant', one));
    await house.changesNothing(() =>
      report(house, [{ ...more, lastActive: '2026-01-01T00:00:00+01:00' }]),
    );
    const options = { tenant: EXAMPLE_TENANT, features: FACTS };
    expect(await foundIn(toVerify(house.table, undefined, options))).toBe('nothing');
  });

  story('says nothing of an agent by the id that it has here', async ({ house }) => {
    await report(house, [{ id: 'crm-assistant', version: '9', scopes: ['a', 'b'] }]);
    expect((await house.call('owner', 'GET', '/agents/crm-assistant')).body.reported).toBe(
      undefined,
    );
    expect(await house.history('agent:crm-assistant')).not.toContain('agent-reported');
    expect(await house.history('agent:desk.crm-assistant')).toContain('growth-found');
  });

  story('cannot say that an agent was active tomorrow', async ({ house }) => {
    await listed(house);
    const now = house.clock.now();
    await report(house, [{ ...HELPER, lastActive: '9999-12-31T23:59:59Z' }]);
    const { body } = await house.call('owner', 'GET', '/agents/crm-assistant');
    expect(body.reported[0].lastActive).toBe(now);
  });

  story('is heard once of each message', async ({ house }) => {
    const id = 'msg_1';
    const at = house.clock.now();
    expect((await report(house, [HELPER], { id, at })).status).toBe(200);
    const received = { status: 409, body: { code: 'already-received' } };
    const again = (how: Sending, agents: readonly Fields[] = [HELPER]) =>
      house.changesNothing(() => report(house, agents, { id, at, ...how }));
    expect(await again({})).toMatchObject(received);
    await house.leap(MINUTE);
    expect(await again({})).toMatchObject(received);
    expect(await again({ at: house.clock.now() })).toMatchObject(received);
    expect(await again({}, [{ ...HELPER, version: '5' }])).toMatchObject(received);
    // An id is its source's own, and what says nothing new is remembered too.
    const sales = { to: 'sales', secret: SECRETS.sales, id, at: house.clock.now() };
    expect((await report(house, [], sales)).status).toBe(200);
    expect(await report(house, [], sales)).toMatchObject(received);
  });

  story('is heard by its own signature alone', async ({ house }) => {
    const now = house.clock.now();
    const body = messageOf([HELPER]);
    const good = signature({ secret: SECRETS.desk, at: now, body });
    const without = (name: string) =>
      Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    const before = new Date(Date.parse(now) - 6 * MINUTE).toISOString();
    const wrong: readonly (readonly [string, Sending])[] = [
      ['no signature', { headers: {} }],
      ['no id', { headers: without('webhook-id') }],
      ['no time', { headers: without('webhook-timestamp') }],
      ['an empty signature', { headers: { ...good, 'webhook-signature': '' } }],
      ['a wrong secret', { secret: Buffer.alloc(32, 9) }],
      ['the secret of another source', { secret: SECRETS.sales }],
      ['another source’s address', { to: 'sales' }],
      ['a source that nobody configured', { to: 'stranger' }],
      ['an odd address', { to: 'desk%00' }],
      ['a time that is over', { at: before }],
      ['a time to come', { at: new Date(Date.parse(now) + 6 * MINUTE).toISOString() }],
      ['a later time than was signed', { headers: { ...good, 'webhook-timestamp': '9999999999' } }],
      ['another body', { sent: body.replace('77', '78') }],
      ['a body with a space more', { sent: `${body} ` }],
      ['an admin’s token', { headers: { authorization: 'Bearer admin' } }],
      ['a gateway’s token', { headers: { authorization: 'Bearer gateway' } }],
    ];
    for (const [what, how] of wrong) {
      const answer = await house.changesNothing(() => report(house, [HELPER], how));
      expect([what, answer.status, answer.body.code]).toEqual([what, 401, 'unauthenticated']);
      expect(answer.body.detail).not.toContain('desk');
    }
  });

  story('opens nothing else with its signature', async ({ house }) => {
    for (const path of ['/observations', '/import', '/authorize', '/pauses']) {
      const body = messageOf([HELPER]);
      const response = await fetch(`${house.url}/api/v1${path}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          ...signature({ secret: SECRETS.desk, at: house.clock.now(), body }),
        },
      });
      expect(response.status).toBe(401);
    }
  });

  story('is told what is wrong with a message that is its own', async ({ house }) => {
    const odd: readonly Fields[] = [
      { id: '../x' },
      { id: 'x'.repeat(96) },
      { id: 'a', scopes: ['x', 'x'] },
      { id: 'a', lastActive: 'yesterday' },
      { id: 'a', owner: 'me' },
    ];
    for (const one of odd)
      expect(await house.changesNothing(() => report(house, [one]))).toMatchObject({
        status: 400,
        body: { code: 'invalid-body' },
      });
    expect((await report(house, [{ id: 'a' }, { id: 'a' }])).status).toBe(400);
  });

  story('that shows more news than people read is told in one card', async ({ house }) => {
    const many = Array.from({ length: 100 }, (_, i) => ({ id: `bot-${i}` }));
    expect((await report(house, many)).body).toEqual({ looked: 100 });
    const lines = await house.lines();
    expect(lines.filter(({ type }) => type === 'agent-reported')).toHaveLength(40);
    expect(lines.filter(({ type }) => type === 'growth-postponed')).toHaveLength(1);
    await house.leap(DAY);
    await report(house, many);
    expect((await house.history('agent:desk.bot-40')).length).toBeGreaterThan(0);
  });
});

describe('without any such platform', () => {
  plain('nobody is heard', async ({ house }) => {
    expect((await report(house, [HELPER])).status).toBe(401);
  });
});
