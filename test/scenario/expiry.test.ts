import { describe, expect } from 'vitest';
import { HOUR, SECOND } from '../../src/kernel/instant.ts';
import { buttonsOn, dataOf, PAY_INVOICE, SEND_MAIL, story, wordsOn } from './story.ts';

describe('silence', () => {
  story('ends as expired, exactly when it is due', async ({ house }) => {
    const id = await house.asked();
    await house.leap(24 * HOUR - SECOND);
    expect(await house.request(id)).toMatchObject({
      status: 'pending',
      due: '2026-11-21T09:00:00.000Z',
    });
    await house.leap(SECOND);
    expect(await house.request(id)).toMatchObject({
      status: 'expired',
      decidedAt: '2026-11-21T09:00:00.000Z',
      mayAnswer: [],
    });
    expect(await house.history(id)).toContain('request-expired');
    const card = house.seenBy('owner', id);
    expect(wordsOn(card)).toContain('Expired: nobody answered in time.');
    expect(buttonsOn(card)).toEqual(['show', 'report-problem']);
  });

  story(
    'is over at the moment itself, whether or not somebody has written it down',
    async ({ house }) => {
      const id = await house.asked();
      const approve = dataOf(house.seenBy('owner', id), 'approve');
      await house.leap(24 * HOUR - SECOND);
      await house.clock.leap(SECOND - 1);
      const answer = { answer: 'approve', digest: approve['digest'] };
      await house.clock.leap(1);
      const late = await house.call('owner', 'POST', `/requests/${id}/answer`, answer);
      expect(late).toMatchObject({ status: 409, body: { code: 'already-decided' } });
      expect(late.body.detail).toContain('expired at 21 Nov 2026, 09:00 (UTC)');
    },
  );

  story('can be broken in the last second', async ({ house }) => {
    const id = await house.asked();
    await house.leap(24 * HOUR - 1);
    expect(await house.click('owner', id, 'approve')).toMatchObject({ statusCode: 200 });
    expect(await house.request(id)).toMatchObject({ status: 'approved' });
  });

  story('lets the agent ask again, with a request of its own', async ({ house }) => {
    const id = await house.asked();
    await house.leap(24 * HOUR);
    const again = await house.asked();
    expect(again).not.toBe(id);
    expect(await house.request(again)).toMatchObject({
      status: 'pending',
      due: '2026-11-22T09:00:00.000Z',
    });
  });

  story('of one of two controllers is silence', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    await house.click('finance1', id, 'approve');
    await house.leap(24 * HOUR);
    expect(await house.request(id)).toMatchObject({ status: 'expired' });
    for (const name of ['finance1', 'finance2'])
      expect(wordsOn(house.seenBy(name, id))).toContain('Expired: nobody answered in time.');
  });

  story(
    'ends also where the server slept, and asking first writes the end down',
    async ({ house }) => {
      const id = await house.asked();
      await house.clock.leap(48 * HOUR);
      const asked = await house.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
      expect(asked.body).toMatchObject({ outcome: 'needsApproval', requestId: 'AR-2' });
      await house.settle();
      expect((await house.history(id)).filter((type) => type === 'request-expired')).toHaveLength(
        1,
      );
      expect(await house.request(id)).toMatchObject({ status: 'expired' });
    },
  );
});
