import { describe, expect } from 'vitest';
import { MINUTE } from '../../src/kernel/instant.ts';
import {
  INVOICE,
  openStory,
  PAY_INVOICE,
  story as plainStory,
  SEND_MAIL,
  type Story,
  wordsOn,
} from './story.ts';

/** A tenant that asks for a fresh sign-in before money is moved. */
const story = plainStory.extend<{ house: Story }>({
  house: async ({ alarms }, use) => {
    const house = await openStory({ stepUpFor: ['finance'] });
    await use(house);
    await house.close();
    if (alarms === 'none') expect(house.alarms).toEqual([]);
  },
});

const answers = async (house: Story, as: string, id: string, answer = 'approve') => {
  const { digest } = await house.request(id, 'board');
  return house.call(as, 'POST', `/requests/${id}/answer`, { answer, digest });
};

describe('where a fresh sign-in is asked for', () => {
  story(
    'a token without it is challenged, as Entra’s clients know it, and nothing is approved',
    async ({ house }) => {
      const id = await house.asked(PAY_INVOICE);
      const told = await house.changesNothing(() => answers(house, 'finance1', id));
      expect(told).toMatchObject({ status: 401, body: { code: 'step-up-needed' } });
      const header = told.headers.get('www-authenticate') ?? '';
      expect(header).toContain('error="insufficient_claims"');
      const claims = Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString();
      expect(JSON.parse(claims)).toEqual({
        access_token: { acrs: { essential: true, value: 'c1' } },
      });
      expect(told.body.claims).toBe(claims);
    },
  );

  story(
    'two people who have signed in anew approve it, and the ledger says when they had',
    async ({ house }) => {
      const id = await house.asked(PAY_INVOICE);
      expect(await house.request(id)).toMatchObject({ stepUp: true });
      expect((await answers(house, 'finance1:fresh', id)).status).toBe(200);
      await house.leap(MINUTE);
      expect((await answers(house, 'finance2:fresh', id)).status).toBe(200);
      expect(await house.request(id)).toMatchObject({ status: 'approved' });
      const given = (await house.lines({ subject: id })).filter(
        ({ type }) => type === 'request-answered',
      );
      expect(given.map(({ data }) => data['steppedUpAt'])).toEqual([
        '2026-11-20T09:00:00.000Z',
        '2026-11-20T09:01:00.000Z',
      ]);
      expect(await house.redeem(await house.receipt(id), INVOICE)).toMatchObject({ status: 200 });
    },
  );

  story(
    'a click approves nothing and says where to go; rejecting takes no sign-in',
    async ({ house }) => {
      const id = await house.asked(PAY_INVOICE);
      expect(wordsOn(house.seenBy('finance1', id))).toContain('Approving takes a fresh sign-in');
      const clicked = await house.changesNothing(() => house.click('finance1', id, 'approve'));
      expect(clicked).toMatchObject({ statusCode: 403 });
      expect(JSON.stringify(clicked)).toContain(`http://127.0.0.1/admin/requests/${id}`);
      expect(await house.click('finance1', id, 'reject')).toMatchObject({ statusCode: 200 });
      expect(await house.request(id)).toMatchObject({ status: 'rejected' });
    },
  );

  story('strangers learn nothing of it, and others’ answers stay one tap', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    expect((await answers(house, 'outsider', id)).status).toBe(404);
    expect((await answers(house, 'owner:fresh', id)).status).not.toBe(200);
    const mail = await house.asked(SEND_MAIL);
    expect(await house.request(mail)).not.toHaveProperty('stepUp');
    expect(await house.click('owner', mail, 'approve')).toMatchObject({ statusCode: 200 });
  });
});

describe('where none is asked for', () => {
  plainStory('one tap each approves a payment', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    await house.click('finance1', id, 'approve');
    await house.click('finance2', id, 'approve');
    expect(await house.request(id)).toMatchObject({ status: 'approved' });
  });
});
