import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConversationReference } from '../../../src/kernel/ledger.ts';
import type { Failure } from '../../support/fakeConnector.ts';
import { card, startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
let to: ConversationReference;
beforeEach(async () => {
  house = await startHouse({ sendTimeoutMs: 80 });
  const { serviceUrl, tenantId, botId } = house.teams;
  to = {
    serviceUrl,
    conversationId: 'a:1/2 ?x',
    conversationType: 'personal',
    channelUserId: '29:olga',
    tenantId,
    botId,
  };
});
afterEach(() => house.teams.close());

const message = { card: card('hello'), summary: 'AR-1 waits for you' };
const send = () => house.bot.chat.send(to, message);

describe('sending', () => {
  it('posts a card with its notification, as the bot, to the person', async () => {
    expect(await send()).toEqual({ kind: 'sent', activityId: 'm-1' });
    expect(house.teams.deliveries).toMatchObject([
      {
        kind: 'send',
        conversationId: 'a:1/2 ?x',
        summary: 'AR-1 waits for you',
        card: message.card,
        text: undefined,
        authorization: 'Bearer token-of-the-bot',
        activity: {
          type: 'message',
          from: { id: `28:${house.teams.botId}` },
          recipient: { id: '29:olga' },
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
        },
      },
    ]);
  });

  it('posts plain text', async () => {
    await house.bot.chat.send(to, { text: '**not bold** <at>x</at>', summary: 'x' });
    expect(house.teams.deliveries[0]).toMatchObject({
      text: '**not bold** <at>x</at>',
      activity: { textFormat: 'plain' },
    });
  });

  it('updates an activity in its place', async () => {
    await send();
    const update = { ...message, card: card('later') };
    expect(await house.bot.chat.update(to, 'm-1', update)).toEqual({
      kind: 'sent',
      activityId: 'm-1',
    });
    expect(house.teams.deliveries.map(({ kind, activityId }) => [kind, activityId])).toEqual([
      ['send', 'm-1'],
      ['update', 'm-1'],
    ]);
    expect(
      house.teams.inbox({ id: to.conversationId, conversationType: 'personal' }),
    ).toMatchObject([{ activityId: 'm-1', card: card('later') }]);
    expect(await house.bot.chat.update(to, 'unknown', update)).toEqual({
      kind: 'gone',
      status: 404,
    });
  });

  it.each<[Failure, object]>([
    [{ status: 403 }, { kind: 'gone', status: 403 }],
    [{ status: 404 }, { kind: 'gone', status: 404 }],
    [{ status: 413 }, { kind: 'gone', status: 413 }],
    [{ status: 400 }, { kind: 'gone', status: 400 }],
    [{ status: 412 }, { kind: 'later' }],
    [{ status: 401 }, { kind: 'later' }],
    [{ status: 429 }, { kind: 'later' }],
    [
      { status: 429, retryAfter: 3 },
      { kind: 'later', afterMs: 3_000 },
    ],
    [{ status: 429, retryAfter: 'soon' }, { kind: 'later' }],
    [
      { status: 429, retryAfter: 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { kind: 'later', afterMs: 0 },
    ],
    [{ status: 500 }, { kind: 'later' }],
    [{ status: 502 }, { kind: 'later' }],
    [
      { status: 503, retryAfter: 120 },
      { kind: 'later', afterMs: 120_000 },
    ],
    ['reset', { kind: 'later' }],
    ['unacknowledged', { kind: 'later' }],
    [{ slowMs: 400 }, { kind: 'later' }],
  ])('that fails with %j is one call and answers %j', async (failure, sent) => {
    house.teams.fail(failure);
    expect(await send()).toEqual(sent);
    expect(house.teams.calls).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    house.teams.fail({ status: 307, location: `${house.teams.serviceUrl}v3/elsewhere` });
    expect(await send()).toEqual({ kind: 'later' });
    expect(house.teams.calls).toHaveLength(1);
  });

  it('works again after a failure', async () => {
    house.teams.fail('reset', 2);
    expect([(await send()).kind, (await send()).kind, (await send()).kind]).toEqual([
      'later',
      'later',
      'sent',
    ]);
  });

  it('beyond the limit of a conversation is put off without a call', async () => {
    for (let i = 0; i < 7; i += 1) expect(await send()).toMatchObject({ kind: 'sent' });
    expect(await send()).toEqual({ kind: 'later', afterMs: 1_000 });
    expect(house.teams.calls).toHaveLength(7);
    house.pace.advance(1_000);
    expect(await send()).toMatchObject({ kind: 'sent' });
  });

  it('goes nowhere but to allowed service URLs', async () => {
    for (const serviceUrl of [
      'https://attacker.example/',
      'https://smba.trafficmanager.net/teams/',
    ])
      expect(await house.bot.chat.send({ ...to, serviceUrl }, message)).toEqual({
        kind: 'gone',
        status: 403,
      });
    expect(house.teams.calls).toEqual([]);
  });

  it('is put off where the bot gets no token of its own', async () => {
    const credentials = { connectorToken: () => Promise.reject(new Error('no identity')) };
    const other = await startHouse({ ...house.teams.settings, credentials });
    expect(await other.bot.chat.send(to, message)).toEqual({ kind: 'later' });
    expect(house.teams.calls).toEqual([]);
    await other.teams.close();
  });

  it('asks for a token on each call, so that a new one counts at once', async () => {
    let serial = 0;
    const credentials = { connectorToken: () => Promise.resolve(`t${(serial += 1)}`) };
    const other = await startHouse({ ...house.teams.settings, credentials });
    await other.bot.chat.send(to, message);
    await other.bot.chat.send(to, message);
    expect(house.teams.deliveries.map(({ authorization }) => authorization)).toEqual([
      'Bearer t1',
      'Bearer t2',
    ]);
    await other.teams.close();
  });
});
