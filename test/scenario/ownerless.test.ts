import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { Fault } from '../../src/kernel/faults.ts';
import { buttonsOn, type Fields, openStory, SEND_MAIL, type Story, wordsOn } from './story.ts';

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

describe('the form on the card', () => {
  const FORM = 'owner-name';
  const cardSeen = (name: string) =>
    house.teams
      .inbox(house.person(name).chat)
      .findLast(({ card }) => wordsOn(card).includes('crm-assistant has lost an owner')) ??
    expect.fail(`${name} has no card`);
  const press = (name: string, inputs: Record<string, string>, data?: object) =>
    house.teams.click(house.person(name), cardSeen(name).activityId, FORM, {
      inputs,
      ...(data && { data: { ...data } }),
    });

  it('names another owner, as the edit of an admin does', async () => {
    gone.add('owner');
    await house.leap(DAY);
    const pending = await house.asked(SEND_MAIL);
    expect(buttonsOn(cardSeen('admin').card)).toContain(FORM);
    const { activityId } = cardSeen('admin');
    const clicked = await press('admin', { business: 'pilot@contoso.example' });
    await house.settle();
    expect(wordsOn(clicked.card)).toContain('has its owners again');
    expect(await agentOf('crm-assistant')).toMatchObject({
      businessOwner: 'pilot@contoso.example',
    });
    expect(await agentOf('crm-assistant')).not.toHaveProperty('ownerless');
    expect(await history('crm-assistant')).toEqual(['owner-missing', 'owner-restored']);
    const changed = (await house.lines({ subject: 'agent:crm-assistant' })).findLast(
      ({ type }) => type === 'agent-changed',
    );
    expect(changed?.by).toEqual({ kind: 'person', id: house.person('admin').objectId });
    expect(await house.history(pending)).toContain('request-reseated');
    expect((await house.request(pending))['mayAnswer']).toMatchObject([{ name: 'Pia Pilot' }]);
    const late = await house.teams.click(house.person('admin'), activityId, FORM, {
      data: { verb: FORM, agent: 'crm-assistant' },
      inputs: { business: 'outsider@contoso.example' },
    });
    expect(late).toMatchObject({ statusCode: 409 });
  });

  it('excludes whoever named themselves from answering', async () => {
    gone.add('owner');
    await house.leap(DAY);
    await press('admin', { business: 'admin@contoso.example' });
    await house.settle();
    const id = await house.asked(SEND_MAIL);
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Ben Backup' }]);
  });

  it('is for admins: nobody else has it, or can use it', async () => {
    gone.add('owner');
    await house.leap(DAY);
    expect(buttonsOn(cardSeen('owner2').card)).toEqual([]);
    const data = { verb: FORM, agent: 'crm-assistant' };
    for (const name of ['owner2', 'board', 'outsider']) {
      const target = name === 'owner2' ? cardSeen(name).activityId : cardSeen('admin').activityId;
      const clicked = await house.changesNothing(() =>
        house.teams.click(house.person(name), target, FORM, {
          data,
          inputs: { business: `${name}@contoso.example` },
        }),
      );
      expect(clicked.statusCode).toBeGreaterThanOrEqual(400);
    }
  });

  it('answers with the form again where nobody is found, and takes only places that are empty', async () => {
    gone.add('owner');
    await house.leap(DAY);
    const typed = await house.changesNothing(() => press('admin', { business: 'pia@contoso' }));
    expect(wordsOn(typed.card)).toContain('nobody called "pia@contoso" is in the directory');
    expect(JSON.stringify(typed.card)).toContain('pia@contoso');
    const empty = await house.changesNothing(() => press('admin', { business: ' ' }));
    expect(wordsOn(empty.card)).toContain('nobody called "owner@contoso.example"');
    await press('admin', { technical: 'outsider@contoso.example', business: '' });
    expect(await agentOf('crm-assistant')).toMatchObject({
      technicalOwner: 'admin@contoso.example',
    });
  });

  it('fills every empty place at once, and leaves a backup out where nobody is named', async () => {
    gone.add('owner').add('owner2');
    await house.leap(DAY);
    const half = await house.changesNothing(() =>
      press('admin', { business: '', backup: 'outsider@contoso.example' }),
    );
    expect(wordsOn(half.card)).toContain('Business owner: owner@contoso.example has left');
    const done = await press('admin', { business: 'pilot@contoso.example', backup: '' });
    expect(wordsOn(done.card)).toContain('has its owners again');
    expect(await agentOf('crm-assistant')).not.toHaveProperty('backupOwner');
  });
});
