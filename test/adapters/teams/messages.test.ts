import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { botCommand } from '../../../src/kernel/chat.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import { startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await startHouse();
});
afterEach(() => house.teams.close());

const say = async (...said: Parameters<TestHouse['teams']['say']>) => {
  const { status, replies } = await house.teams.say(...said);
  expect(status).toBe(200);
  return replies.map(({ text }) => text);
};

describe('a message', () => {
  it('runs a command for the person who signed it, in the conversation it came from', async () => {
    const { owner, teams, ran } = house;
    const { replies } = await teams.say(owner, 'PAUSE mail-assistant because It errs');
    expect(replies).toMatchObject([
      {
        text: 'paused mail-assistant',
        conversationId: owner.chat.id,
        summary: undefined,
        activity: { type: 'message', textFormat: 'plain', from: { id: `28:${teams.botId}` } },
      },
    ]);
    expect(ran).toMatchObject([
      {
        with: ['mail-assistant', 'It errs'],
        speaker: {
          person: { id: owner.objectId },
          roles: new Set(['admin']),
          timeZone: 'Europe/Berlin',
          now: '2026-11-20T09:00:00.000Z',
          conversation: {
            serviceUrl: teams.serviceUrl,
            conversationId: owner.chat.id,
            conversationType: 'personal',
            channelUserId: `29:${owner.objectId}`,
            tenantId: teams.tenantId,
            botId: teams.botId,
          },
        },
      },
    ]);
  });

  it('in a channel is answered in its thread, and the channel is what is remembered', async () => {
    const { owner, teams, ran, learned } = house;
    const channel = teams.channel('sales');
    const thread = { ...channel, id: `${channel.id};messageid=17` };
    const { replies } = await teams.say(owner, 'pause x because y', { where: thread });
    expect(replies).toMatchObject([{ conversationId: thread.id, text: 'paused x' }]);
    expect(ran[0]?.speaker.conversation).toMatchObject({
      conversationId: channel.id,
      conversationType: 'channel',
    });
    expect(ran[0]?.speaker.conversation.channelUserId).toBeUndefined();
    expect([...learned.keys()]).toEqual([channel.id]);
  });

  it('in a channel or group that does not mention the bot is not its business', async () => {
    const { owner, teams, ran, learned } = house;
    for (const where of [teams.channel('sales'), teams.group('lunch')])
      expect(await say(owner, 'pause x because y', { where, mention: false })).toEqual([]);
    expect([ran.length, learned.size]).toEqual([0, 0]);
  });

  it.each([
    ['pause', 'That is not quite the form. Write: pause <target> because <reason>'],
    ['pause x', 'That is not quite the form. Write: pause <target> because <reason>'],
    ['pause m\u0430il because y', 'That is not quite the form. Write: pause <target> because'],
    ['pasue x because y', 'Did you mean: pause <target> because <reason>?'],
    ['p\u0430use x because y', 'Did you mean: pause <target> because <reason>?'],
    ['please pause x because y', 'Did you mean: pause <target> because <reason>?'],
    ['<b>pause</b> x', 'That is no command of mine.'],
    ['weather', 'That is no command of mine. Write help to see what you can say.'],
    ['constructor', 'That is no command of mine. Write help'],
    ['__proto__', 'That is no command of mine. Write help'],
    ['', 'That is no command of mine. Write help'],
    ['> pause x because y', 'Only plain text of your own is read as a command'],
    ['x'.repeat(1_048_576), 'That is longer than 8,000 characters, so it was not read.'],
  ])('that is a near miss (%.20j) does nothing and is told the right form', async (text, told) => {
    expect(await say(house.owner, text)).toEqual([expect.stringContaining(told)]);
    expect(house.ran).toEqual([]);
  });

  it.each([
    ['messageUpdate', { type: 'messageUpdate' }],
    ['messageDelete', { type: 'messageDelete' }],
    ['an edit', { channelData: { eventType: 'editMessage' } }],
    ['another spelling', { type: 'Message' }],
    ['a reaction', { type: 'messageReaction' }],
    ['a typing sign', { type: 'typing' }],
    ['an event', { type: 'event', name: 'application/vnd.microsoft.readReceipt' }],
    ['something unknown', { type: 'zzz' }],
  ])('that is %s does nothing', async (_, fields) => {
    const { tenantId } = house.teams;
    const channelData = { tenant: { id: tenantId }, ...Object(fields).channelData };
    const change = { ...fields, channelData };
    expect(await say(house.owner, 'pause x because y', { fields: change })).toEqual([]);
    await house.bot.idle();
    expect([house.ran.length, house.learned.size]).toEqual([0, 0]);
  });

  it('of somebody whom the directory does not know does nothing', async () => {
    const stranger = house.teams.person('cccccccc-0000-4000-8000-000000000009', 'Olga Owner');
    expect(await say(stranger, 'pause x because y')).toEqual([
      'You are not in the directory of this organisation, so nothing was done.',
    ]);
    await house.bot.idle();
    expect([house.ran.length, house.learned.size]).toEqual([0, 0]);
  });

  it('takes a time zone that exists, and UTC otherwise', async () => {
    const zoneFor = async (fields: object) => {
      await say(house.owner, 'pause x because y', { fields: { entities: [], ...fields } });
      return house.ran.at(-1)?.speaker.timeZone;
    };
    expect(await zoneFor({ localTimezone: 'America/New_York' })).toBe('America/New_York');
    for (const localTimezone of ['Mars/Olympus', 'x'.repeat(100), '../etc', '', 7])
      expect(await zoneFor({ localTimezone })).toBe('UTC');
    const odd = [null, { type: 'clientInfo', timezone: 7 }];
    expect(await zoneFor({ entities: odd })).toBe('UTC');
  });
});

describe('a command that fails', () => {
  const failing = (name: string, error: unknown) =>
    botCommand({
      name,
      usage: name,
      help: name,
      scopes: [],
      parse: () => {
        if (name === 'unreadable') throw error;
        return {};
      },
      run: () => {
        throw error;
      },
    });

  it.each([
    [
      'storage',
      new Fault('storage-unavailable', 'gone'),
      'Nothing was confirmed. Try again in a moment.',
      'warn',
    ],
    [
      'corrupt',
      new Fault('ledger-corrupt', 'secret place'),
      'Something went wrong on our side.',
      'error',
    ],
    ['buggy', new TypeError('secret place'), 'Something went wrong on our side.', 'error'],
    ['unreadable', new TypeError('secret place'), 'Something went wrong on our side.', 'error'],
  ])('is answered with what is true: %s', async (name, error, told, level) => {
    await house.teams.close();
    house = await startHouse({ commands: [failing(name, error)] });
    const [text] = await say(house.owner, name);
    expect(text).toContain(told);
    expect(text).not.toContain('secret');
    expect(house.logged.filter((line) => line.level !== 'info')).toMatchObject([{ level }]);
  });

  it('because the directory cannot be asked is not run', async () => {
    await house.teams.close();
    const lost = () => Promise.reject(new Fault('directory-unavailable', 'lost'));
    house = await startHouse({
      directory: {
        rolesFrom: { source: 'example' },
        find: lost,
        rolesOf: lost,
        managerOf: async () => undefined,
        membersOf: lost,
      },
    });
    expect(await say(house.owner, 'pause x because y')).toEqual([
      'Nothing was confirmed. Try again in a moment.',
    ]);
    expect(house.ran).toEqual([]);
  });

  it('to be remembered is answered all the same', async () => {
    await house.teams.close();
    const learn = () => Promise.reject(new Fault('storage-unavailable', 'lost'));
    house = await startHouse({ learn });
    expect(await say(house.owner, 'pause x because y')).toEqual(['paused x']);
    await house.bot.idle();
    expect(house.logged).toContainEqual(expect.objectContaining({ event: 'background-failed' }));
  });
});

describe('an answer', () => {
  it('that the channel puts off is sent again, not before it may', async () => {
    house.teams.fail({ status: 429, retryAfter: 7 }, 2);
    expect(await say(house.owner, 'pause x because y')).toEqual([]);
    await house.bot.idle();
    expect(house.teams.deliveries.map(({ text }) => text)).toEqual(['paused x']);
    expect(house.pace.waits).toEqual([7_000, 7_000]);
    expect(house.teams.calls).toHaveLength(3);
  });

  it('that the channel refuses for good is not', async () => {
    house.teams.fail({ status: 403 }, 9);
    await say(house.owner, 'pause x because y');
    await house.bot.idle();
    expect(house.teams.calls).toHaveLength(1);
  });

  it('is given up after some tries', async () => {
    house.teams.fail({ status: 500 }, 99);
    await say(house.owner, 'pause x because y');
    await house.bot.idle();
    expect(house.teams.calls).toHaveLength(5);
    expect(house.logged).toContainEqual(expect.objectContaining({ event: 'answer-not-delivered' }));
  });
});
