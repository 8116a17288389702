import { describe, expect } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { ROLES } from '../../src/kernel/people.ts';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import type { HouseOptions } from '../support/wholeHouse.ts';
import { openWithRules } from './rulesInForce.ts';
import { type Fields, story as plainStory, SEND_MAIL, type Story } from './story.ts';

const story = plainStory.extend<{ options: HouseOptions; house: Story }>({
  options: {},
  house: async ({ options }, use) => {
    const house = await openWithRules(options);
    await use(house);
    await house.close();
  },
});

const posture = async (house: Story) =>
  (await house.call('board', 'GET', '/posture')).body.items as Fields[];
const check = async (house: Story, id: string): Promise<Fields> =>
  (await posture(house)).find((one) => one['id'] === id) ?? expect.fail(`no ${id}`);

const narrowed = async (house: Story, id: string, more: Fields): Promise<void> => {
  const { body } = await house.call('admin', 'GET', `/connectors/${id}`);
  const connectors = [{ ...body, ...more }];
  const told = await house.call('admin', 'POST', '/import', { agents: [], connectors });
  expect(told.status).toBe(200);
};

const put = async (house: Story, path: string, more: Fields): Promise<void> => {
  const { body } = await house.call('admin', 'GET', path);
  const told = await house.call('admin', 'PUT', path, { ...body, ...more });
  expect(told.status).toBe(200);
};

describe('the posture', () => {
  story('is shown to those who oversee, and to nobody else', async ({ house }) => {
    for (const as of ['admin', 'board', 'security', 'board:teams'])
      expect((await house.call(as, 'GET', '/posture')).status).toBe(200);
    for (const as of ['owner', 'pilot', 'outsider', 'finance1', 'gateway', 'agent:crm-assistant'])
      expect((await house.call(as, 'GET', '/posture')).status).toBe(403);
  });

  story(
    'of the example organisation says what it lacks, and what nobody can see',
    async ({ house }) => {
      const all = await posture(house);
      expect(Object.fromEntries(all.map(({ id, status }) => [id, status]))).toEqual({
        'deny-by-default': 'met',
        'external-sharing': 'met',
        'two-for-money': 'met',
        'unmanaged-publishing': 'met',
        expiry: 'notSeen',
        'step-up': 'notMet',
        'roles-in-groups': 'notSeen',
        'board-size': 'notMet',
        'business-hours': 'notMet',
        inside: 'met',
        'checkpoint-copy': 'met',
        'least-tier': 'met',
        'resource-scoping': 'notSeen',
        'short-lived-credentials': 'notSeen',
        'owners-named': 'met',
        retention: 'notMet',
        'encryption-keys': 'notSeen',
        'release-windows': 'notMet',
      });
      for (const { status, why, observed, required, where } of all) {
        expect(status === 'notSeen').toBe(why !== undefined);
        for (const text of [observed, required, where]) expect(text).toMatch(/^[A-Z0-9].{3,}/);
      }
    },
  );

  story(
    'follows what happens: requests, records, deviations',
    { timeout: 60_000 },
    async ({ house }) => {
      await house.asked(SEND_MAIL);
      expect(await check(house, 'expiry')).toMatchObject({
        status: 'met',
        observed: '1 request waiting; the last ends by itself on 21 Nov 2026.',
      });
      await put(house, '/agents/crm-assistant', {
        retentionClass: 'standard',
        backupOwner: undefined,
      });
      expect((await check(house, 'retention'))['observed']).not.toContain('crm-assistant');
      const said = (id: string, encryptionKeys: string) =>
        put(house, `/agents/${id}`, { encryptionKeys });
      await said('crm-assistant', 'customerManaged');
      expect(await check(house, 'encryption-keys')).toMatchObject({
        status: 'notSeen',
        why: expect.not.stringContaining('crm-assistant'),
      });
      for (const id of ['mail-assistant', 'invoice-agent']) await said(id, 'platformManaged');
      expect(await check(house, 'encryption-keys')).toMatchObject({
        status: 'met',
        observed: 'Customer-managed for 1 of 3 agents.',
      });
      const sheet = await house.call('pilot', 'GET', '/agents/crm-assistant/factsheet');
      expect(sheet.body.limits).toContain(
        'What it stores is encrypted with customer-managed keys.',
      );
      expect(await check(house, 'owners-named')).toMatchObject({
        status: 'notMet',
        observed: expect.stringContaining('crm-assistant'),
      });
      for (const id of ['mail', 'crm', 'erp', 'sharepoint'])
        await narrowed(house, id, {
          scopeLevel: 'site',
          brokeredIdentity: { kind: 'managedIdentity', userPassthrough: false, shortLived: true },
        });
      for (const id of ['resource-scoping', 'short-lived-credentials'])
        expect(await check(house, id)).toMatchObject({ status: 'met' });
    },
  );
});

describe('the posture of a careful tenant', () => {
  const careful = story.override('options', {
    stepUpFor: ['finance'],
    adoption: { stepUp: true },
    groups: ROLES,
  });
  careful('is met where it is set', async ({ house }) => {
    for (const id of ['step-up', 'roles-in-groups'])
      expect(await check(house, id)).toMatchObject({ status: 'met' });
  });
});

describe('the posture of a careless tenant', () => {
  const careless = story.override('options', {
    stepUpFor: ['finance'],
    groups: ['admin', 'board'],
    adoption: { quorum: 4 },
    checkpoints: Object.assign(new MemoryCheckpoints(), { newest: async () => undefined }),
  });
  careless('is not', async ({ house }) => {
    expect(await check(house, 'step-up')).toMatchObject({
      status: 'notMet',
      observed: 'Asked for payments only.',
    });
    expect(await check(house, 'roles-in-groups')).toMatchObject({
      status: 'notMet',
      observed: expect.stringContaining('without a group: security reviewer'),
    });
    expect(await check(house, 'board-size')).toMatchObject({ required: 'At least 5 people' });
    expect(await check(house, 'checkpoint-copy')).toMatchObject({ status: 'notMet' });
  });
});

describe('the posture where the directory is away', () => {
  const alone = story.override('options', {
    groups: ROLES,
    directory: {
      ...exampleDirectory,
      membersOf: async () => {
        throw new Error('the directory is away');
      },
    },
  });
  alone('says that roles cannot be seen, and the rest as ever', async ({ house }) => {
    for (const id of ['roles-in-groups', 'board-size'])
      expect(await check(house, id)).toMatchObject({ status: 'notSeen' });
    expect(await check(house, 'deny-by-default')).toMatchObject({ status: 'met' });
  });
});
