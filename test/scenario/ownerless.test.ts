import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { Fault } from '../../src/kernel/faults.ts';
import { type Fields, openStory, type Story } from './story.ts';

const DAY = 24 * 60 * 60 * 1_000;

let gone: Set<string>;
let isDown: boolean;
let house: Story;

/** The example organisation, without those whose account is disabled or deleted. */
const directory = {
  ...exampleDirectory,
  find: async (name: string) => {
    if (isDown) throw new Fault('directory-unavailable', 'down');
    const person = await exampleDirectory.find(name);
    return person && gone.has(person.upn.split('@')[0] ?? '') ? undefined : person;
  },
};

beforeEach(async () => {
  gone = new Set();
  isDown = false;
  house = await openStory({ directory });
});
afterEach(() => house.close());

const agentOf = async (id: string) => (await house.call('admin', 'GET', `/agents/${id}`)).body;
const history = async (id: string) =>
  (await house.history(`agent:${id}`)).filter((type) => type.startsWith('owner-'));
const seen = (name: string, words: string): number => {
  const { chat } = house.person(name);
  return house.teams.deliveries.filter(
    ({ conversationId, card }) =>
      conversationId === chat.id && JSON.stringify(card ?? {}).includes(words),
  ).length;
};

describe('an owner who has left', () => {
  it('is told once to the backup, the technical owner and the admins, and closes when another is named', async () => {
    await house.leap(DAY);
    expect(await history('crm-assistant')).toEqual([]);
    gone.add('owner');
    await house.leap(DAY);
    expect(await history('crm-assistant')).toEqual(['owner-missing']);
    expect(await agentOf('crm-assistant')).toMatchObject({ ownerless: ['business'] });
    expect(await agentOf('invoice-agent')).not.toHaveProperty('ownerless');
    for (const name of ['owner2', 'admin']) expect(seen(name, 'has lost an owner')).toBe(2);
    expect(seen('finance1', 'has lost an owner')).toBe(0);
    const { body } = await house.call('pilot', 'GET', '/agents?ownerless=true');
    expect(body.items.map(({ id }: Fields) => id)).toEqual(['crm-assistant', 'mail-assistant']);

    await house.leap(DAY);
    await house.leap(DAY);
    expect(await history('crm-assistant')).toEqual(['owner-missing']);
    expect(seen('admin', 'has lost an owner')).toBe(2);

    const named = { ...(await agentOf('crm-assistant')), businessOwner: 'pilot@contoso.example' };
    expect(
      (await house.call('admin', 'PUT', '/agents/crm-assistant', named)).body,
    ).not.toHaveProperty('ownerless');
    await house.settle();
    expect(await history('crm-assistant')).toEqual(['owner-missing', 'owner-restored']);
    expect(seen('admin', 'has its owners again')).toBe(1);
    expect(house.alarms).toEqual([]);
  });

  it('is told again with whoever leaves after, and is settled when an account is enabled again', async () => {
    gone.add('owner');
    await house.leap(DAY);
    gone.add('owner2');
    await house.leap(DAY);
    expect(await agentOf('crm-assistant')).toMatchObject({ ownerless: ['business', 'backup'] });
    expect(await history('crm-assistant')).toEqual(['owner-missing', 'owner-missing']);
    gone.clear();
    await house.leap(DAY);
    expect((await history('crm-assistant')).at(-1)).toBe('owner-restored');
    expect(await agentOf('crm-assistant')).not.toHaveProperty('ownerless');
  });

  it('stands in the digest', async () => {
    gone.add('finance1');
    await house.leap(DAY);
    const week = (await house.call('admin', 'GET', '/digests/2026-W47')).body;
    const estate = week.sections.find(({ id }: Fields) => id === 'estate');
    expect(estate.summary).toContain('1 agent has lost an owner.');
    expect(JSON.stringify(estate.items)).toContain('invoice-agent has lost its business owner');
  });

  it('is not who cannot be looked up because the directory is down', async () => {
    isDown = true;
    await house.leap(DAY);
    isDown = false;
    expect(await history('crm-assistant')).toEqual([]);
  });
});

it('an edit that leaves the missing owner in place settles nothing', async () => {
  gone.add('owner');
  await house.leap(DAY);
  const record = await agentOf('crm-assistant');
  // Whoever has left cannot be named again.
  expect(
    await house.call('admin', 'PUT', '/agents/crm-assistant', { ...record, criticality: 'high' }),
  ).toMatchObject({ status: 400, body: { errors: [{ path: 'businessOwner' }] } });
  expect(await history('crm-assistant')).toEqual(['owner-missing']);
});
