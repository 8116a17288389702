import { describe, expect } from 'vitest';
import { SEND_MAIL, story, wordsOn } from './story.ts';

describe('withdrawing', () => {
  story('is for whoever asked', async ({ house }) => {
    const id = await house.asked();
    const withdrawn = await house.call('agent:crm-assistant', 'POST', `/requests/${id}/withdraw`, {
      reason: 'No longer needed',
    });
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { id, status: 'withdrawn', reason: 'No longer needed' },
    });
    await house.settle();
    expect(wordsOn(house.seenBy('owner', id))).toContain('Withdrawn by');
    expect(await house.history(id)).toContain('request-withdrawn');
  });

  story('is for nobody else', async ({ house }) => {
    const id = await house.asked();
    for (const name of ['owner', 'owner2', 'admin', 'board', 'gateway']) {
      const tried = await house.changesNothing(() =>
        house.call(name, 'POST', `/requests/${id}/withdraw`, {}),
      );
      expect(tried).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    for (const name of ['outsider', 'agent:mail-assistant']) {
      const tried = await house.changesNothing(() =>
        house.call(name, 'POST', `/requests/${id}/withdraw`, {}),
      );
      expect(tried).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
  });

  story('of what a gateway asked is for that gateway and the agent', async ({ house }) => {
    const body = { kind: 'outboundAction', ...SEND_MAIL, justification: 'Offer' };
    const asked = await house.call('gateway', 'POST', '/requests', body);
    expect(asked).toMatchObject({ status: 201, body: { id: 'AR-1', status: 'pending' } });
    expect((await house.call('gateway', 'POST', '/requests/AR-1/withdraw', {})).status).toBe(200);
  });

  story('twice is one, and after a decision is told who decided', async ({ house }) => {
    const id = await house.asked();
    const path = `/requests/${id}/withdraw`;
    expect((await house.call('agent:crm-assistant', 'POST', path, {})).status).toBe(200);
    const again = await house.changesNothing(() =>
      house.call('agent:crm-assistant', 'POST', path, { reason: 'again' }),
    );
    expect(again).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    const next = await house.asked();
    await house.click('owner', next, 'reject', { inputs: { reason: 'No' } });
    const late = await house.call('agent:crm-assistant', 'POST', `/requests/${next}/withdraw`, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    expect(late.body.detail).toContain('Olivia Owner rejected it');
  });

  story('does not take back an approval', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    const late = await house.call('agent:crm-assistant', 'POST', `/requests/${id}/withdraw`, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    expect(await house.request(id)).toMatchObject({ status: 'approved' });
  });
});
