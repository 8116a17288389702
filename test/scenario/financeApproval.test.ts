import { describe, expect } from 'vitest';
import { MINUTE } from '../../src/kernel/instant.ts';
import { buttonsOn, dataOf, INVOICE, PAY_INVOICE, story, wordsOn } from './story.ts';

describe('a payment', () => {
  story('needs two different finance controllers', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    for (const name of ['finance1', 'finance2']) {
      const words = wordsOn(house.seenBy(name, id));
      expect(words).toContain('1,250.00 EUR');
      expect(buttonsOn(house.seenBy(name, id))).toEqual(
        expect.arrayContaining(['approve', 'reject']),
      );
    }
    const first = await house.click('finance1', id, 'approve');
    expect(first).toMatchObject({ statusCode: 200 });
    expect(wordsOn(first.card)).toContain('2 needed, 1 given');
    expect(await house.request(id)).toMatchObject({
      status: 'pending',
      mayAnswer: [{ name: 'Felix Finance' }],
      stages: [{ quorum: 2, answers: [{ person: { name: 'Fatima Finance' }, answer: 'approve' }] }],
    });
    expect(wordsOn(house.seenBy('finance2', id))).toContain('Fatima Finance');

    const second = await house.click('finance2', id, 'approve');
    expect(wordsOn(second.card)).toContain('Approved by you.');
    expect(await house.request(id)).toMatchObject({ status: 'approved', mayAnswer: [] });
    expect(wordsOn(house.seenBy('finance1', id))).toContain('Approved by Felix Finance.');
    expect(await house.redeem(await house.receipt(id), INVOICE)).toMatchObject({
      status: 200,
      body: { approvers: [house.person('finance1').objectId, house.person('finance2').objectId] },
    });
  });

  story('is not approved by one of them twice', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const button = dataOf(house.seenBy('finance1', id), 'approve');
    await house.click('finance1', id, 'approve', { data: button });
    const again = await house.changesNothing(() =>
      house.click('finance1', id, 'approve', { data: button }),
    );
    expect(again).toMatchObject({ statusCode: 200 });
    const overHttp = await house.changesNothing(() =>
      house.call('finance1', 'POST', `/requests/${id}/answer`, {
        answer: 'approve',
        digest: button['digest'],
      }),
    );
    expect(overHttp).toMatchObject({ status: 200, body: { status: 'pending' } });
    expect(await house.request(id)).toMatchObject({ status: 'pending' });
  });

  story(
    'is not approved by one of them who was another stage, seat or role before',
    async ({ house }) => {
      const id = await house.asked(PAY_INVOICE);
      const { digest } = await house.request(id);
      for (const name of ['owner', 'board', 'admin', 'security', 'admin2']) {
        const tried = await house.changesNothing(() =>
          house.call(name, 'POST', `/requests/${id}/answer`, { answer: 'approve', digest }),
        );
        expect([403, 404]).toContain(tried.status);
      }
    },
  );

  story('is ended by one rejection, also after an approval', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    await house.click('finance1', id, 'approve');
    const rejected = await house.click('finance2', id, 'reject', {
      inputs: { reason: 'We have paid this already', preset: 'wrongContent' },
    });
    expect(wordsOn(rejected.card)).toContain('Rejected by you.');
    expect(await house.request(id)).toMatchObject({
      status: 'rejected',
      reason: 'We have paid this already',
      preset: 'wrongContent',
      decidedBy: { name: 'Felix Finance' },
    });
    const seen = wordsOn(house.seenBy('finance1', id));
    expect(seen).toContain('Rejected by Felix Finance.');
    expect(seen).toContain('We have paid this already');
    expect(await house.request(id)).not.toHaveProperty('receipt');
  });

  story('cannot be changed into a rejection by whoever approved', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const reject = dataOf(house.seenBy('finance1', id), 'reject');
    await house.click('finance1', id, 'approve');
    const changed = await house.changesNothing(() =>
      house.click('finance1', id, 'reject', { data: reject }),
    );
    expect(changed).toMatchObject({ statusCode: 409 });
    expect(changed.text).toMatch(/^You approved this at /);
  });

  story('lapses fifteen minutes after it was approved', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    await house.click('finance1', id, 'approve');
    await house.click('finance2', id, 'approve');
    expect(await house.request(id)).toMatchObject({ redeemBy: '2026-11-20T09:15:00.000Z' });
    await house.leap(14 * MINUTE);
    const receipt = await house.receipt(id);
    await house.leap(MINUTE);
    expect(await house.redeem(receipt, INVOICE)).toMatchObject({
      status: 410,
      body: { code: 'expired' },
    });
    expect(await house.request(id)).toMatchObject({ status: 'lapsed' });
  });

  story(
    'says the amount as it is asked for, and takes no amount that is no amount',
    async ({ house }) => {
      for (const amount of [1250, '1,250.00', '-5.00', '1e3', '', null, '12.3456789']) {
        const body = { ...PAY_INVOICE, arguments: { ...INVOICE, amount } };
        const judged = await house.call('agent:invoice-agent', 'POST', '/authorize', body);
        expect(judged).toMatchObject({ status: 200, body: { outcome: 'deny' } });
        expect(judged.body.because).toContain('amount');
      }
    },
  );
});
