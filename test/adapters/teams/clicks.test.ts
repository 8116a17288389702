import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { type ChatContext, type VerbReply, verb } from '../../../src/kernel/chat.ts';
import { Fault } from '../../../src/kernel/faults.ts';
import { card, startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
let shown: string;
let reply: (data: unknown, speaker: ChatContext) => Promise<VerbReply>;
const good = { verb: 'approve', request: 'AR-1', digest: 'd', nonce: 'n' };

beforeEach(async () => {
  reply = () => Promise.resolve({ kind: 'card', card: card('done') });
  const refresh = verb({
    verb: 'refresh',
    automatic: true,
    data: z.strictObject({ request: z.string() }),
    run: (data, speaker) => reply(data, speaker),
  });
  const { verbs } = house_parts();
  house = await startHouse({ verbs: [...verbs, refresh] });
  const { replies } = await house.teams.say(house.owner, 'approve AR-1');
  shown = replies[0]?.activityId ?? '';
  house.ran.length = 0;
});
afterEach(() => house.teams.close());

/** The verb of the cards, with the answer of the test at hand. */
function house_parts() {
  const approve = verb({
    verb: 'approve',
    automatic: false,
    data: z.strictObject({
      request: z.string(),
      digest: z.string(),
      nonce: z.string(),
      reason: z.string().optional(),
    }),
    run: (data, speaker) => {
      house.ran.push({ what: 'approve', with: data, speaker });
      return reply(data, speaker);
    },
  });
  return { verbs: [approve] };
}

const click = (options: object = {}) => house.teams.click(house.owner, shown, 'approve', options);

describe('a click', () => {
  it('runs its verb with the data of the button and what was typed', async () => {
    const clicked = await click({ inputs: { reason: 'fine' } });
    expect(clicked).toMatchObject({ status: 200, statusCode: 200, card: card('done') });
    expect(house.ran).toMatchObject([
      {
        with: { request: 'AR-1', digest: 'd', nonce: 'n', reason: 'fine' },
        speaker: { person: { id: house.owner.objectId }, cardActivityId: shown },
      },
    ]);
    expect(house.teams.deliveries).toHaveLength(1);
  });

  it.each<[VerbReply, object]>([
    [
      { kind: 'message', text: 'noted' },
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'noted' },
    ],
    [
      { kind: 'refused', status: 409, text: 'Finn approved it.' },
      {
        statusCode: 409,
        type: 'application/vnd.microsoft.error',
        value: { code: 'Conflict', message: 'Finn approved it.' },
      },
    ],
  ])('is answered with %j in one HTTP 200', async (answer, body) => {
    reply = () => Promise.resolve(answer);
    expect(await click()).toMatchObject({ status: 200, body });
  });

  it('answered with a refreshing card leaves later answers to each person', async () => {
    const refreshing = { ...card('yours'), refresh: { userIds: ['29:x'] } };
    reply = () => Promise.resolve({ kind: 'card', card: refreshing });
    await click();
    await click({ data: good });
    expect(house.teams.deliveries.filter(({ kind }) => kind === 'update')).toEqual([]);
  });

  it.each<[string, object]>([
    ['a missing field', { data: { ...good, nonce: undefined } }],
    ['a null field', { data: { ...good, nonce: null } }],
    ['a field too many', { data: { ...good, approver: 'me' } }],
    ['a prototype as a field', { data: JSON.parse('{"__proto__":{"a":1},"verb":"approve"}') }],
    [
      'a prototype beside good fields',
      { data: JSON.parse(JSON.stringify({ ...good, p: 1 }).replace('"p"', '"__proto__"')) },
    ],
    ['another verb in its data', { data: { ...good, verb: 'refresh' } }],
    ['no verb in its data', { data: { ...good, verb: undefined } }],
    ['data that is a list', { data: [good] }],
    ['a number for a text', { data: { ...good, request: 1 } }],
    ['an automatic trigger', { data: good, trigger: 'automatic' }],
    ['an unknown trigger', { data: good, trigger: 'timer' }],
    ['a trigger that is no text', { data: good, trigger: { a: 1 } }],
  ])('with %s is refused, and nothing runs', async (_, options) => {
    const clicked = await click(options);
    expect(clicked).toMatchObject({ status: 200, statusCode: 400 });
    expect(house.ran).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['an unknown verb', 'destroy'],
    ['a prototype', '__proto__'],
    ['a constructor', 'constructor'],
    ['a method', 'toString'],
    ['letters of another case', 'APPROVE'],
    ['a list', ['approve']],
    ['an object', { toString: 'approve' }],
    ['nothing', undefined],
  ])('of %s is refused, and nothing runs', async (_, name) => {
    const action = { type: 'Action.Execute', verb: name, data: { ...good, verb: name } };
    const clicked = await house.teams.invoke(house.owner, 'adaptiveCard/action', { action });
    expect(clicked).toMatchObject({ status: 200, body: { statusCode: 404 } });
    expect(house.ran).toEqual([]);
  });

  it.each([
    ['no value', undefined],
    ['a text', 'approve'],
    ['no action', {}],
    [
      'an action of another type',
      { action: { type: 'Action.Submit', verb: 'approve', data: good } },
    ],
    ['an action that is a list', { action: [{ type: 'Action.Execute', verb: 'approve' }] }],
  ])('with %s for its value is refused', async (_, value) => {
    const clicked = await house.teams.invoke(house.owner, 'adaptiveCard/action', value);
    expect(clicked).toMatchObject({ status: 200, body: { statusCode: 404 } });
    expect(house.ran).toEqual([]);
  });

  it('may come by itself for a verb that only looks', async () => {
    const data = { verb: 'refresh', request: 'AR-1' };
    const options = { data, trigger: 'automatic' };
    expect(await house.teams.click(house.owner, shown, 'refresh', options)).toMatchObject({
      statusCode: 200,
    });
  });

  it('of somebody whom the directory does not know is refused', async () => {
    const stranger = house.teams.person('cccccccc-0000-4000-8000-000000000009');
    const clicked = await house.teams.click(stranger, shown, 'approve', { data: good });
    expect(clicked).toMatchObject({ status: 200, statusCode: 403 });
    expect(house.ran).toEqual([]);
  });

  it.each([
    [new Fault('storage-contended', 'secret'), 'Nothing was confirmed. Try again in a moment.'],
    [new RangeError('secret'), 'Something went wrong on our side. Check the status'],
  ])('whose verb throws %s is answered with what is true', async (error, told) => {
    reply = () => Promise.reject(error);
    const clicked = await click();
    expect(clicked).toMatchObject({ status: 200, statusCode: 503 });
    expect(clicked.text).toContain(told);
    expect(JSON.stringify(clicked)).not.toContain('secret');
  });

  it('whose verb takes too long is answered in time', async () => {
    const { promise, resolve } = Promise.withResolvers<VerbReply>();
    reply = () => {
      vi.advanceTimersByTime(2_700);
      return promise;
    };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const clicked = await click();
    vi.useRealTimers();
    resolve({ kind: 'message', text: 'late' });
    expect(clicked).toMatchObject({ status: 200, statusCode: 503 });
    expect(clicked.text).toContain('This takes longer than expected.');
  });

  it('says nothing about where a person is to be written to', async () => {
    house.learned.clear();
    await click();
    await house.teams.submit(house.owner, shown, 'approve', { data: good });
    await house.bot.idle();
    expect([...house.learned.keys()]).toEqual([]);
  });
});

describe('the fallback of a click', () => {
  const submit = (options: object = {}) =>
    house.teams.submit(house.owner, shown, 'approve', options);

  it('runs the same verb with the same data and updates the card', async () => {
    const { status, replies } = await submit({ inputs: { reason: 'fine' } });
    expect(status).toBe(200);
    expect(house.ran).toMatchObject([{ with: { request: 'AR-1', reason: 'fine' } }]);
    expect(replies).toMatchObject([{ kind: 'update', activityId: shown, card: card('done') }]);
  });

  it('sends the card where the one that was pressed is gone', async () => {
    const { replies } = await house.teams.submit(house.owner, 'gone', 'approve', { data: good });
    expect(replies).toMatchObject([{ kind: 'send', card: card('done') }]);
  });

  it('is told in a message why it was refused', async () => {
    const { replies } = await submit({ data: { ...good, approver: 'me' } });
    expect(replies).toMatchObject([{ kind: 'send', text: expect.stringContaining('fresh card') }]);
    expect(house.ran).toEqual([]);
  });

  it('never shows one person’s view to a whole channel', async () => {
    const where = house.teams.channel('sales');
    const { replies } = await submit({ where });
    expect(replies).toMatchObject([
      { conversationId: house.owner.chat.id, card: card('done') },
      { conversationId: where.id, card: undefined, text: 'Your view is in our own chat.' },
    ]);
    house.learned.clear();
    const again = await submit({ where });
    expect(again.replies).toMatchObject([{ conversationId: where.id, card: undefined }]);
  });

  it('with text is a message and no click', async () => {
    const { replies } = await submit({ fields: { text: 'help' } });
    expect(replies).toMatchObject([{ text: expect.stringContaining('help') }]);
    expect(house.ran).toEqual([]);
  });
});

describe('verbs', () => {
  it('must not let unknown fields pass', async () => {
    const loose = verb({
      verb: 'loose',
      automatic: false,
      data: z.object({ request: z.string() }),
      run: () => Promise.resolve({ kind: 'message', text: '' }),
    });
    await expect(startHouse({ verbs: [loose] })).rejects.toThrow('must be a strict object');
  });
});

describe('an invoke that is nothing of ours', () => {
  it.each(['zzz/zzz', 'tab/fetch', 'signin/tokenExchange', 'fileConsent/invoke', undefined])(
    'is told so: %s',
    async (name) => {
      const value = { type: 'fileUpload', action: 'accept' };
      const answered = await house.teams.invoke(house.owner, String(name ?? ''), value);
      expect(answered).toMatchObject({ status: 200, body: { statusCode: 400 } });
    },
  );
});
