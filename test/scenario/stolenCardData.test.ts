import { describe, expect } from 'vitest';
import {
  dataOf,
  type Fields,
  PAY_INVOICE,
  SEND_MAIL,
  type Story,
  story,
  wordsOn,
} from './story.ts';

const OTHER_MAIL = { ...SEND_MAIL, arguments: { to: ['mallory@elsewhere.example'] } };
const LONG = 'x'.repeat(5_000);

/** Presses Approve as the owner with data that is not what the card gave. */
async function refused(house: Story, id: string, data: Fields, more: object = {}) {
  const clicked = await house.changesNothing(() =>
    house.click('owner', id, 'approve', { data, ...more }),
  );
  expect(clicked.status).toBe(200);
  expect(clicked.statusCode).toBeGreaterThanOrEqual(400);
  expect(clicked.statusCode).toBeLessThan(500);
  expect(clicked.text).toMatch(/\.$/);
  expect(await house.request(id)).toMatchObject({ status: 'pending' });
}

describe('card data that is not what the card gave', () => {
  story('with the nonce of another person is refused', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const stolen = dataOf(house.seenBy('finance1', id), 'approve');
    expect(stolen).not.toEqual(dataOf(house.seenBy('finance2', id), 'approve'));
    const clicked = await house.changesNothing(() =>
      house.click('finance2', id, 'approve', { data: stolen }),
    );
    expect(clicked).toMatchObject({ statusCode: 409 });
    expect(clicked.text).toBe('This card is out of date: open the request again.');
  });

  story('with the nonce or digest of another request is refused', async ({ house }) => {
    const id = await house.asked();
    const other = await house.asked(OTHER_MAIL);
    const [own, foreign] = [id, other].map((one) => dataOf(house.seenBy('owner', one), 'approve'));
    await refused(house, id, { ...own, nonce: foreign?.['nonce'] });
    await refused(house, id, { ...own, digest: foreign?.['digest'] });
    await refused(house, id, { ...own, digest: '0'.repeat(64) });
    const moved = await house.changesNothing(() =>
      house.click('owner', other, 'approve', { data: { ...own, request: other } }),
    );
    expect(moved).toMatchObject({ statusCode: 409 });
  });

  story('for a request that is not there is refused', async ({ house }) => {
    const id = await house.asked();
    const own = dataOf(house.seenBy('owner', id), 'approve');
    for (const request of ['AR-99', 'AR-0', 'AR-01', 'ar-1', '', 'AR-1 ', '../AR-1', 1, null, {}])
      await refused(house, id, { ...own, request });
  });

  story('without one of its fields is refused', async ({ house }) => {
    const id = await house.asked();
    const own = dataOf(house.seenBy('owner', id), 'approve');
    for (const field of Object.keys(own)) {
      const { [field]: _, ...rest } = own;
      await refused(house, id, rest);
      for (const value of [null, 7, '', [], {}, true, LONG, [own[field]]])
        await refused(house, id, { ...own, [field]: value });
    }
  });

  story('with fields that no button sends is refused', async ({ house }) => {
    const id = await house.asked();
    const own = dataOf(house.seenBy('owner', id), 'approve');
    const extra = ['approver', 'person', 'as', 'roles', 'onBehalfOf', 'status', 'stage', 'Reason'];
    for (const field of [...extra, 'constructor', 'toString'])
      await refused(house, id, { ...own, [field]: 'owner' });
    await refused(house, id, { ...own, reason: LONG });
    await refused(house, id, { ...own, reason: { toString: 'x' } });
    await refused(house, id, { ...own, preset: LONG });
  });

  story('sent by the client itself is no press', async ({ house }) => {
    const id = await house.asked();
    const own = dataOf(house.seenBy('owner', id), 'approve');
    for (const trigger of ['automatic', 'Automatic', 'auto', '', 'manual ', 'refresh'])
      await refused(house, id, own, { trigger });
    const refreshed = await house.changesNothing(() =>
      house.click('owner', id, 'refresh', {
        data: { verb: 'refresh', request: id },
        trigger: 'automatic',
      }),
    );
    expect(refreshed.statusCode).toBe(200);
  });

  story('under another verb than its own is refused', async ({ house }) => {
    const id = await house.asked();
    const reject = dataOf(house.seenBy('owner', id), 'reject');
    await refused(house, id, reject);
    const own = dataOf(house.seenBy('owner', id), 'approve');
    for (const verb of [
      'Approve',
      'approve ',
      'toString',
      '__proto__',
      'аpprove',
      '',
      7,
      null,
      ['approve'],
      {},
    ]) {
      const fields = {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: house.cardOf('owner', id),
      };
      const value = {
        action: { type: 'Action.Execute', verb, data: { ...own, verb } },
        trigger: 'manual',
      };
      const person = house.person('owner');
      const posted = await house.changesNothing(() =>
        house.teams.post(house.teams.activity(person, { ...fields, value })),
      );
      expect(posted).toMatchObject({ status: 200, body: { statusCode: expect.any(Number) } });
      expect((posted.body as { statusCode: number }).statusCode).toBeGreaterThanOrEqual(400);
    }
  });

  story('is worth nothing once the request is decided', async ({ house }) => {
    const id = await house.asked();
    const card = house.seenBy('owner', id);
    await house.click('owner', id, 'reject', { inputs: { preset: 'notNow' } });
    const dead = await house.changesNothing(() =>
      house.click('owner', id, 'approve', { data: dataOf(card, 'approve') }),
    );
    expect(dead).toMatchObject({ statusCode: 409 });
    const again = await house.asked();
    expect(again).not.toBe(id);
    const fresh = dataOf(house.seenBy('owner', again), 'approve');
    expect(fresh['nonce']).not.toBe(dataOf(card, 'approve')['nonce']);
    const replayed = await house.changesNothing(() =>
      house.click('owner', again, 'approve', {
        data: { ...dataOf(card, 'approve'), request: again },
      }),
    );
    expect(replayed).toMatchObject({ statusCode: 409 });
  });

  story('is the same on every device of one person', async ({ house }) => {
    const id = await house.asked();
    const first = dataOf(house.seenBy('owner', id), 'approve');
    await house.say('owner', `show ${id}`);
    expect(dataOf(house.seenBy('owner', id), 'approve')).toEqual(first);
  });
});

describe('the fallback of a button', () => {
  story('decides like the button, and updates the card', async ({ house }) => {
    const id = await house.asked();
    const activity = house.cardOf('owner', id);
    const { status } = await house.teams.submit(house.person('owner'), activity, 'approve');
    expect(status).toBe(200);
    await house.settle();
    expect(await house.request(id)).toMatchObject({ status: 'approved' });
    expect(wordsOn(house.seenBy('owner', id))).toContain('Approved by you.');
    expect(house.cardOf('owner', id)).toBe(activity);
  });

  story('is refused in a message for whatever the button would be', async ({ house }) => {
    const id = await house.asked();
    const activity = house.cardOf('owner', id);
    const own = dataOf(house.seenBy('owner', id), 'approve');
    const spoilt = [
      { ...own, nonce: 'guess' },
      { ...own, digest: '0'.repeat(64) },
      { ...own, approver: 'owner' },
      { verb: 'approve', request: id },
      { ...own, verb: 'approv' },
    ];
    for (const data of spoilt) {
      const answered = await house.changesNothing(() =>
        house.teams.submit(house.person('owner'), activity, 'approve', { data }),
      );
      expect(answered).toMatchObject({ status: 200, replies: [{ text: expect.any(String) }] });
    }
    const other = await house.changesNothing(() =>
      house.teams.submit(house.person('outsider'), activity, 'approve', { data: own }),
    );
    expect(other.replies).toMatchObject([{ text: expect.stringContaining('which you are not') }]);
    expect(await house.request(id)).toMatchObject({ status: 'pending' });
  });
});
