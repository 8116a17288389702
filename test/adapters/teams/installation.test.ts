import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../../src/kernel/faults.ts';
import { startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await startHouse();
});
afterEach(() => house.teams.close());

const texts = () =>
  house.teams.deliveries.map(({ text, conversationId }) => [text, conversationId]);

describe('an installation', () => {
  it('is remembered under the person, and greeted once', async () => {
    const { teams, owner, learned } = house;
    await teams.install(owner);
    await teams.install(owner);
    expect(texts()).toEqual([['Welcome', owner.chat.id]]);
    expect([...learned]).toEqual([
      [
        owner.objectId,
        {
          serviceUrl: teams.serviceUrl,
          conversationId: owner.chat.id,
          conversationType: 'personal',
          channelUserId: `29:${owner.objectId}`,
          tenantId: teams.tenantId,
          botId: teams.botId,
        },
      ],
    ]);
  });

  it('is greeted once where Teams tells it twice at the same moment', async () => {
    const { teams, owner } = house;
    await Promise.all([teams.install(owner), teams.install(owner)]);
    expect(texts()).toEqual([['Welcome', owner.chat.id]]);
  });

  it('in a channel or group is remembered under the conversation, never under the person', async () => {
    const { teams, owner, learned } = house;
    const places = [teams.channel('sales'), teams.group('lunch')];
    for (const where of places) await teams.install(owner, where);
    expect([...learned.keys()]).toEqual(places.map(({ id }) => id));
    expect(texts()).toEqual(places.map(({ id }) => ['Welcome', id]));
    for (const { channelUserId } of learned.values()) expect(channelUserId).toBeUndefined();
  });

  it('is not greeted where another server, or this one before, knew the conversation', async () => {
    await house.teams.say(house.owner, 'help');
    await house.teams.install(house.owner);
    expect(texts().filter(([text]) => text === 'Welcome')).toEqual([]);
  });

  it('is greeted again where the person’s conversation is a new one', async () => {
    const { teams, owner, learned } = house;
    await teams.install(owner);
    const fresh = { ...owner.chat, id: 'a:fresh' };
    await teams.install({ ...owner, chat: fresh });
    expect(texts()).toEqual([
      ['Welcome', owner.chat.id],
      ['Welcome', 'a:fresh'],
    ]);
    expect(learned.get(owner.objectId)?.conversationId).toBe('a:fresh');
  });

  it.each<[string, object]>([
    ['somebody else was added', { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] }],
    ['the bot was removed', { type: 'conversationUpdate', membersRemoved: [{ id: 'BOT' }] }],
    ['a channel was deleted', { type: 'conversationUpdate' }],
    ['members are odd', { type: 'conversationUpdate', membersAdded: [null, 7, []] }],
    ['members are no list', { type: 'conversationUpdate', membersAdded: { id: 'BOT' } }],
    ['the app was upgraded', { type: 'installationUpdate', action: 'add-upgrade' }],
    ['the app was removed', { type: 'installationUpdate', action: 'remove' }],
  ])('is not what it was when %s', async (_, fields) => {
    const { teams, owner, learned, bot } = house;
    expect(await teams.post(teams.activity(owner, { ...fields }))).toEqual({ status: 200 });
    await bot.idle();
    expect([texts(), learned.size]).toEqual([[], 0]);
  });

  it('survives a storage that does not answer', async () => {
    await house.teams.close();
    const known = () => Promise.reject(new Fault('storage-unavailable', 'lost'));
    house = await startHouse({ known });
    expect(await house.teams.install(house.owner)).toMatchObject({ status: 200, replies: [] });
    expect(house.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
