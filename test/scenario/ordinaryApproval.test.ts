import { describe, expect } from 'vitest';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import { buttonsOn, dataOf, MAIL, SEND_MAIL, story, wordsOn } from './story.ts';

describe('an ordinary approval', () => {
  story('goes from the call to the redeemed receipt', async ({ house }) => {
    const asked = await house.call('agent:crm-assistant', 'POST', '/authorize', {
      ...SEND_MAIL,
      justification: 'Emma asked for the offer',
    });
    expect(asked).toMatchObject({
      status: 200,
      body: {
        outcome: 'needsApproval',
        requestId: 'AR-1',
        expiresAt: '2026-11-21T09:00:00.000Z',
        actionDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
        decisionId: expect.stringMatching(/^D-g-\d+$/),
      },
    });
    await house.settle();

    const card = house.seenBy('owner', 'AR-1');
    expect(wordsOn(card)).toContain('emma@fabrikam.example');
    expect(wordsOn(card)).toContain('Emma asked for the offer');
    expect(dataOf(card, 'approve')).toEqual({
      verb: 'approve',
      request: 'AR-1',
      digest: asked.body.actionDigest,
      nonce: expect.any(String),
    });
    const clicked = await house.click('owner', 'AR-1', 'approve');
    expect(clicked).toMatchObject({ status: 200, statusCode: 200 });
    expect(wordsOn(clicked.card)).toContain('Approved by you.');
    expect(buttonsOn(clicked.card)).toContain('undo');
    expect(buttonsOn(clicked.card)).not.toContain('approve');

    const seen = await house.call('agent:crm-assistant', 'GET', '/requests/AR-1');
    expect(seen.body).toMatchObject({
      status: 'approved',
      decidedBy: { name: 'Olivia Owner' },
      redeemBy: '2026-11-20T10:00:00.000Z',
      receipt: expect.stringMatching(/^ey/),
    });
    const redeemed = await house.redeem(seen.body.receipt);
    expect(redeemed).toMatchObject({
      status: 200,
      body: { redeemed: true, request: 'AR-1', digest: asked.body.actionDigest },
    });
    expect(await house.history('AR-1')).toEqual([
      'request-asked',
      'action-authorized',
      'request-answered',
      'request-approved',
      'request-redeemed',
    ]);
  });

  story(
    'shows the receipt to programs alone, and mints another one at each read',
    async ({ house }) => {
      const id = await house.asked();
      expect(await house.request(id)).not.toHaveProperty('receipt');
      await house.click('owner', id, 'approve');
      for (const person of ['owner', 'board', 'admin'])
        expect(await house.request(id, person)).not.toHaveProperty('receipt');
      const [first, second] = [
        await house.receipt(id),
        await house.receipt(id, 'agent:crm-assistant'),
      ];
      expect(first).not.toBe(second);
      expect((await house.redeem(second)).status).toBe(200);
      expect(await house.request(id)).toMatchObject({ status: 'redeemed' });
      expect(await house.request(id)).not.toHaveProperty('receipt');
    },
  );

  story('may be redeemed by the agent itself, and by no other agent', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    const receipt = await house.receipt(id);
    const other = await house.changesNothing(() =>
      house.redeem(receipt, MAIL, 'agent:mail-assistant'),
    );
    expect(other).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await house.redeem(receipt, MAIL, 'agent:crm-assistant')).status).toBe(200);
  });

  story('is told to the agent that waits, as soon as it is decided', async ({ house }) => {
    const id = await house.asked();
    const began = performance.now();
    const waiting = house.call('agent:crm-assistant', 'GET', `/requests/${id}?wait=30`);
    await new Promise((soon) => setTimeout(soon, 50));
    await house.click('owner', id, 'approve');
    expect((await waiting).body).toMatchObject({ status: 'approved', receipt: expect.any(String) });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  story('is given once, however many hands the waiting has', async ({ house }) => {
    const id = await house.asked();
    const waiting = Array.from({ length: 20 }, () =>
      house.call('gateway', 'GET', `/requests/${id}?wait=30`),
    );
    await house.click('owner', id, 'approve');
    const receipts = (await Promise.all(waiting)).map(({ body }) => body.receipt);
    expect(new Set(receipts).size).toBe(20);
    const tried = await Promise.all(receipts.map((receipt) => house.redeem(receipt)));
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(tried.filter(({ body }) => body.code === 'already-redeemed')).toHaveLength(19);
  });

  story('lapses where nobody redeems it within the hour', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    await house.leap(HOUR - MINUTE);
    const late = await house.receipt(id);
    await house.leap(MINUTE);
    expect(await house.request(id)).toMatchObject({
      status: 'lapsed',
      endedAt: '2026-11-20T10:00:00.000Z',
    });
    expect(await house.redeem(late)).toMatchObject({ status: 410, body: { code: 'expired' } });
    expect(await house.history(id)).toContain('request-lapsed');
    expect(wordsOn(house.seenBy('owner', id))).toContain('Approved, but not used in time.');
    expect(buttonsOn(house.seenBy('owner', id))).toEqual(['show', 'report-problem']);
  });
});
