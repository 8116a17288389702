import { describe, expect } from 'vitest';
import { MINUTE, SECOND } from '../../src/kernel/instant.ts';
import { buttonsOn, dataOf, INVOICE, PAY_INVOICE, story, wordsOn } from './story.ts';

describe('undo', () => {
  story(
    'within ten minutes takes the approval back, and its receipts with it',
    async ({ house }) => {
      const id = await house.asked();
      await house.click('owner', id, 'approve');
      const receipt = await house.receipt(id);
      await house.leap(9 * MINUTE + 59 * SECOND);
      const undone = await house.click('owner', id, 'undo');
      expect(undone).toMatchObject({ statusCode: 200 });
      expect(wordsOn(undone.card)).toContain('Approval undone by you.');
      expect(await house.request(id)).toMatchObject({ status: 'undone' });
      expect(await house.request(id)).not.toHaveProperty('receipt');
      const redeemed = await house.changesNothing(() => house.redeem(receipt));
      expect(redeemed).toMatchObject({ status: 409, body: { code: 'approval-undone' } });
      expect(redeemed.body.detail).toBe(
        'Olivia Owner took the approval back at 20 Nov 2026, 09:09 (UTC).',
      );
      expect(await house.history(id)).toContain('request-undone');
    },
  );

  story('after ten minutes is too late', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    await house.leap(10 * MINUTE);
    const data = { verb: 'undo', request: id };
    const late = await house.changesNothing(() => house.click('owner', id, 'undo', { data }));
    expect(late).toMatchObject({ statusCode: 409 });
    expect(late.text).toContain('this one could until 20 Nov 2026, 10:10 (Europe/Berlin)');
    const overHttp = await house.call('owner', 'POST', `/requests/${id}/undo`, {});
    expect(overHttp).toMatchObject({ status: 409, body: { code: 'too-late' } });
    expect((await house.redeem(await house.receipt(id))).status).toBe(200);
  });

  story('after the redemption is too late', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    await house.redeem(await house.receipt(id));
    const data = { verb: 'undo', request: id };
    const late = await house.changesNothing(() => house.click('owner', id, 'undo', { data }));
    expect(late).toMatchObject({ statusCode: 409 });
    expect(late.text).toMatch(/^This approval was used at .* and it counts once\.$/);
    const overHttp = await house.call('owner', 'POST', `/requests/${id}/undo`, {});
    expect(overHttp).toMatchObject({ status: 409, body: { code: 'already-redeemed' } });
  });

  story('is for those who approved, and for nobody else', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    for (const name of ['owner2', 'admin', 'board', 'outsider', 'finance1']) {
      const data = { verb: 'undo', request: id };
      const activity = house.cardOf('owner', id);
      const tried = await house.changesNothing(() =>
        house.teams.click(house.person(name), activity, 'undo', { data }),
      );
      expect(tried).toMatchObject({ statusCode: 403 });
      const overHttp = await house.changesNothing(() =>
        house.call(name, 'POST', `/requests/${id}/undo`, {}),
      );
      expect([403, 404]).toContain(overHttp.status);
    }
    expect((await house.call('owner', 'POST', `/requests/${id}/undo`, {})).body).toMatchObject({
      status: 'undone',
    });
  });

  story('by either of the two who approved a payment', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    await house.click('finance1', id, 'approve');
    expect(buttonsOn(house.seenBy('finance1', id))).not.toContain('undo');
    const early = await house.call('finance1', 'POST', `/requests/${id}/undo`, {});
    expect(early).toMatchObject({ status: 409, body: { code: 'not-approved' } });
    await house.click('finance2', id, 'approve');
    const receipt = await house.receipt(id);
    expect(buttonsOn(house.seenBy('finance1', id))).toContain('undo');
    await house.click('finance1', id, 'undo');
    expect(await house.request(id)).toMatchObject({ status: 'undone' });
    expect(wordsOn(house.seenBy('finance2', id))).toContain('Approval undone by Fatima Finance.');
    expect((await house.redeem(receipt, INVOICE)).body.code).toBe('approval-undone');
  });

  story('and redemption at the same moment leave one of the two', async ({ house }) => {
    for (let i = 0; i < 5; i += 1) {
      const id = await house.asked();
      await house.click('owner', id, 'approve');
      const receipt = await house.receipt(id);
      const [undone, redeemed] = await Promise.all([
        house.call('owner', 'POST', `/requests/${id}/undo`, {}),
        house.redeem(receipt),
      ]);
      expect([undone.status, redeemed.status].filter((status) => status === 200)).toHaveLength(1);
    }
  });

  story('twice is one', async ({ house }) => {
    const id = await house.asked();
    const approve = dataOf(house.seenBy('owner', id), 'approve');
    await house.click('owner', id, 'approve');
    await house.call('owner', 'POST', `/requests/${id}/undo`, { reason: 'Wrong price' });
    const again = await house.changesNothing(() =>
      house.call('owner', 'POST', `/requests/${id}/undo`, {}),
    );
    expect(again).toMatchObject({ status: 200, body: { status: 'undone', reason: 'Wrong price' } });
    const approved = await house.changesNothing(() =>
      house.click('owner', id, 'approve', { data: approve }),
    );
    expect(approved).toMatchObject({ statusCode: 409 });
    expect(await house.asked()).not.toBe(id);
  });
});
