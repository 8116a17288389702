import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChannelKeys } from '../../support/channelKeys.ts';
import { type Activity, startFakeTeams } from '../../support/fakeTeams.ts';
import { startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
const keys = createChannelKeys({ channel: ['msteams'], other: ['webchat'] });
beforeEach(async () => {
  // botbuilder prints the key that did not fit.
  vi.spyOn(console, 'error').mockReturnValue();
  house = await startHouse({}, await startFakeTeams({ keys }));
});
afterEach(() => house.teams.close());

/** A message that would be answered and remembered, changed. */
const message = (change: Activity = {}): Activity => ({
  ...house.teams.activity(house.owner, { type: 'message', text: 'approve AR-1' }),
  ...change,
});

async function expectNothingHappened() {
  await house.bot.idle();
  expect(house.ran).toEqual([]);
  expect(house.teams.calls).toEqual([]);
  expect(house.learned.size).toBe(0);
}

describe('a token', () => {
  const now = Math.floor(Date.now() / 1000);
  const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

  it('lets an activity in that was signed for this bot and service URL', async () => {
    expect(await house.teams.post(message())).toEqual({ status: 200 });
    expect(await house.teams.post(message(), house.teams.token().replace('B', 'b'))).toEqual({
      status: 200,
    });
  });

  it.each([
    ['missing', () => null],
    ['empty', () => ''],
    ['no token', () => 'Bearer x'],
    ['a claim of another issuer', () => house.teams.token({ iss: 'https://sts.windows.net/x/' })],
    ['for another bot', () => house.teams.token({ aud: 'b' })],
    ['for another service URL', () => house.teams.token({ serviceurl: 'http://127.0.0.1:9/' })],
    ['out of date', () => house.teams.token({ exp: now - 400 })],
    ['yet to begin', () => house.teams.token({ nbf: now + 400 })],
    ['without end', () => house.teams.token({ exp: undefined })],
    ['unsigned', () => house.teams.token({}, { alg: 'none' })],
    ['of a shared secret', () => house.teams.token({}, { alg: 'HS256' })],
    ['of an unknown key', () => house.teams.token({}, { kid: 'nobody' })],
    ['of a key by the name of a prototype', () => house.teams.token({}, { kid: '__proto__' })],
    ['of a key for another channel', () => house.teams.token({}, { kid: 'other' })],
    ['signed by a stranger', () => signedBy(attacker)],
    ['altered in its header', () => spoiled(0)],
    ['altered in its claims', () => spoiled(1)],
    ['altered in its signature', () => spoiled(2)],
    ['an agent identity posing as a skill', () => skillToken()],
  ])('that is %s answers 401, and nothing happens', async (_, authorization) => {
    expect(await house.teams.post(message(), authorization())).toEqual({ status: 401 });
    await expectNothingHappened();
  });

  it('comes before the body: without it nothing else is told', async () => {
    for (const body of [null, 'x', {}, { type: 7 }])
      expect(await house.bot.receive(undefined, body)).toEqual({ status: 401 });
  });

  it('answers 401 where the keys of the channel cannot be had', async () => {
    const lost = await startHouse({ openIdMetadataUrl: 'http://127.0.0.1:9/metadata' });
    const said = await lost.teams.say(lost.owner, 'approve AR-1');
    expect(said).toMatchObject({ status: 401, replies: [] });
    await lost.teams.close();
  });

  function signedBy(key: typeof attacker) {
    const { botId, serviceUrl } = house.teams;
    return `Bearer ${keys.token({ botId, serviceUrl, key })}`;
  }

  function spoiled(part: number) {
    const parts = house.teams.token().split('.');
    const text = parts[part] ?? '';
    const last = text.at(-2) === 'A' ? 'B' : 'A';
    parts[part] = `${text.slice(0, -2)}${last}${text.at(-1)}`;
    return parts.join('.');
  }

  function skillToken() {
    const appid = '00000000-0000-4000-8000-0000000000c0';
    return house.teams.token({ ver: '1.0', appid, iss: 'https://sts.windows.net/x/', tid: 'x' });
  }
});

describe('an activity with a good token', () => {
  it.each<[string, Activity]>([
    ['another bot', { recipient: { id: '28:00000000-0000-4000-8000-0000000000b1' } }],
    ['a person', { recipient: { id: '29:x' } }],
    ['nobody', { recipient: undefined }],
  ])('is refused when meant for %s', async (_, change) => {
    expect(await house.teams.post(message(change))).toEqual({ status: 403 });
    await expectNothingHappened();
  });

  it.each(['webchat', 'emulator', 'MSTEAMS', '', 'AseChannel', undefined])(
    'is refused when it comes from channel %j',
    async (channelId) => {
      expect(await house.teams.post(message({ channelId }))).toEqual({ status: 403 });
      await expectNothingHappened();
    },
  );

  it.each<[string, Activity]>([
    ['of its conversation', { conversation: { id: 'a:1', conversationType: 'personal' } }],
    ['of its channel data', { channelData: {} }],
    ['of its channel data, which is null', { channelData: null }],
    [
      'of another conversation',
      { conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'x' } },
    ],
    ['of other channel data', { channelData: { tenant: { id: 'x' } } }],
  ])('is refused without our tenant, here that %s', async (_, change) => {
    expect(await house.teams.post(message(change))).toEqual({ status: 403 });
    await expectNothingHappened();
  });

  it('may spell our tenant in capitals', async () => {
    const tenantId = house.teams.tenantId.toUpperCase();
    const change = {
      channelData: { tenant: { id: tenantId } },
      conversation: { ...house.owner.chat, tenantId },
    };
    expect(await house.teams.post(message(change))).toEqual({ status: 200 });
  });

  it('is refused where its service URL is not the token’s', async () => {
    for (const serviceUrl of ['https://attacker.example/', '', undefined])
      expect(await house.teams.post(message({ serviceUrl }))).toEqual({ status: 401 });
    await expectNothingHappened();
  });

  it('is refused where the channel itself names a service URL that is not allowed', async () => {
    const serviceUrl = 'https://attacker.example/';
    const token = house.teams.token({ serviceurl: serviceUrl });
    expect(await house.teams.post(message({ serviceUrl }), token)).toEqual({ status: 403 });
    await expectNothingHappened();
  });

  it('is refused from this machine where the bot is not in local mode', async () => {
    const other = await startHouse({ ...house.teams.settings, loopbackServiceUrls: false });
    const said = await other.bot.receive(house.teams.token(), message());
    expect(said).toEqual({ status: 403 });
    await expectNothingHappened();
    await other.teams.close();
  });

  it.each<[string, Activity | null | undefined]>([
    ['nobody at all', undefined],
    ['null', null],
    ['a bot by its id', { id: '28:bot', aadObjectId: '00000000-0000-4000-8000-000000000002' }],
    [
      'a bot by its role',
      { id: '29:x', role: 'bot', aadObjectId: '00000000-0000-4000-8000-000000000002' },
    ],
    [
      'an agent identity',
      { id: '29:x', role: 'agenticUser', aadObjectId: '00000000-0000-4000-8000-000000000002' },
    ],
    [
      'a role that is no text',
      { id: '29:x', role: null, aadObjectId: '00000000-0000-4000-8000-000000000002' },
    ],
    ['somebody without an object id', { id: '29:x' }],
    [
      'an object id in braces',
      { id: '29:x', aadObjectId: '{00000000-0000-4000-8000-000000000002}' },
    ],
    ['an object id that is none', { id: '29:x', aadObjectId: 'Olga' }],
    ['several object ids', { id: '29:x', aadObjectId: ['00000000-0000-4000-8000-000000000002'] }],
  ])('is refused from %s', async (_, from) => {
    for (const type of ['message', 'invoke', 'conversationUpdate'])
      expect(await house.teams.post(message({ from, type }))).toEqual({ status: 403 });
    await expectNothingHappened();
  });

  it('names the same person whatever the letter case', async () => {
    const aadObjectId = 'ABCDEF00-0000-4000-8000-00000000000A';
    const directory = { ...anyone, rolesOf: () => Promise.resolve(new Set<never>()) };
    const other = await startHouse({ directory });
    const from = { id: '29:x', role: 'user', aadObjectId };
    await other.teams.say(other.owner, 'approve AR-1', { fields: { from } });
    expect(other.ran[0]?.speaker.person.id).toBe(aadObjectId.toLowerCase());
    await other.teams.close();
  });

  it.each([null, 'text', 7, [], {}, { type: '' }, { type: 7 }, { type: null }, { text: 'help' }])(
    'is refused as no activity when it is %j',
    async (body) => {
      const whole = typeof body === 'object' && body !== null && !Array.isArray(body);
      const sent = whole ? { ...message({ type: undefined }), ...body } : body;
      expect(await house.bot.receive(house.teams.token(), sent)).toEqual({ status: 400 });
      await expectNothingHappened();
    },
  );

  it('is refused as no activity when its value is nested without end', async () => {
    const value = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    const body = message({ type: 'invoke', name: 'adaptiveCard/action', value });
    expect(await house.bot.receive(house.teams.token(), body)).toEqual({ status: 400 });
  });

  it('is taken with an id that is a number, missing or odd', async () => {
    for (const id of [1_700_000_000_001, undefined, null, { a: 1 }])
      expect(await house.teams.post(message({ id }))).toEqual({ status: 200 });
    expect(house.teams.deliveries).toHaveLength(4);
  });

  it('is counted against its sender, and only once that is sure', async () => {
    const counted: string[] = [];
    const none = (person: string) => counted.push(person) < 0;
    expect(await house.bot.receive('Bearer x', message(), none)).toEqual({ status: 401 });
    expect(counted).toEqual([]);
    expect(await house.bot.receive(house.teams.token(), message(), none)).toEqual({ status: 429 });
    expect(counted).toEqual([house.owner.objectId]);
    await expectNothingHappened();
  });
});

const anyone = {
  rolesFrom: { source: 'example' as const },
  find: (id: string) => Promise.resolve({ id: id as never, upn: 'a@b', name: 'A' }),
  managerOf: async () => undefined,
  membersOf: () => Promise.resolve([]),
};
