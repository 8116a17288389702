import { describe, expect } from 'vitest';
import { HOUR } from '../../src/kernel/instant.ts';
import { type Fields, SEND_MAIL, story } from './story.ts';

const CALL = { kind: 'outboundAction', ...SEND_MAIL, justification: 'Offer' };
const mailTo = (n: number): Fields => ({
  ...SEND_MAIL,
  arguments: { to: [`emma${n}@fabrikam.example`] },
});

describe('equal requests', () => {
  story('are one while it is pending, however they are asked', async ({ house }) => {
    const id = await house.asked();
    const again = await house.call('gateway', 'POST', '/authorize', SEND_MAIL);
    expect(again.body).toMatchObject({ outcome: 'needsApproval', requestId: id });
    const { to, subject, body } = SEND_MAIL['arguments'] as Fields;
    const reordered = { ...CALL, arguments: { body, to, subject } };
    const asked = await house.changesNothing(() =>
      house.call('agent:crm-assistant', 'POST', '/requests', reordered),
    );
    expect(asked).toMatchObject({ status: 200, body: { id, status: 'pending' } });
    expect(asked.headers.get('location')).toBe(`/api/v1/requests/${id}`);
    const sent = house.teams.deliveries.filter(({ card }) =>
      JSON.stringify(card ?? '').includes(id),
    );
    expect(sent).toHaveLength(1);
  });

  story('asked at the same moment are one', async ({ house }) => {
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => house.call('gateway', 'POST', '/authorize', SEND_MAIL)),
    );
    expect(new Set(asked.map(({ body }) => body.requestId))).toEqual(new Set(['AR-1']));
    const opened = await Promise.all(
      Array.from({ length: 10 }, () =>
        house.call('gateway', 'POST', '/requests', { ...CALL, ...mailTo(2) }),
      ),
    );
    expect(opened.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(opened.map(({ body }) => body.id))).toEqual(new Set(['AR-2']));
  });

  story('with any difference in their arguments are two', async ({ house }) => {
    const id = await house.asked();
    for (const args of [{ cc: [] }, { subject: 'Offer ' }, { body: null }]) {
      const action = {
        ...SEND_MAIL,
        arguments: { ...(SEND_MAIL['arguments'] as Fields), ...args },
      };
      expect(await house.asked(action)).not.toBe(id);
    }
  });

  story(
    'with an approval that lives are allowed, on condition that its receipt is redeemed',
    async ({ house }) => {
      const id = await house.asked();
      await house.click('owner', id, 'approve');
      const allowed = await house.call('gateway', 'POST', '/authorize', SEND_MAIL);
      expect(allowed).toMatchObject({
        status: 200,
        body: {
          outcome: 'allow',
          requestId: id,
          redeem: true,
          expiresAt: '2026-11-20T10:00:00.000Z',
        },
      });
      const asked = await house.call('agent:crm-assistant', 'POST', '/requests', CALL);
      expect(asked).toMatchObject({ status: 200, body: { id, status: 'approved' } });
      await house.redeem(await house.receipt(id));
      const next = await house.call('gateway', 'POST', '/authorize', SEND_MAIL);
      expect(next.body).toMatchObject({ outcome: 'needsApproval' });
      expect(next.body.requestId).not.toBe(id);
      expect(next.body).not.toHaveProperty('redeem');
    },
  );

  story('after a rejection are asked anew', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'reject', { inputs: { reason: 'No' } });
    expect(await house.asked()).not.toBe(id);
  });

  story('after the approval lapsed are asked anew', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    await house.leap(HOUR);
    expect(await house.asked()).not.toBe(id);
  });
});

describe('an agent with ten requests open', () => {
  story('may have no eleventh', async ({ house }) => {
    for (let n = 1; n <= 10; n += 1) await house.asked(mailTo(n));
    const asked = await house.changesNothing(() =>
      house.call('agent:crm-assistant', 'POST', '/requests', { ...CALL, ...mailTo(11) }),
    );
    expect(asked).toMatchObject({ status: 429, body: { code: 'too-many-open' } });
    const judged = await house.call('agent:crm-assistant', 'POST', '/authorize', mailTo(11));
    expect(judged).toMatchObject({ status: 200, body: { outcome: 'deny' } });
    expect(judged.body.because).toBe(asked.body.detail);
    expect(judged.body).not.toHaveProperty('requestId');
    const equal = await house.call('agent:crm-assistant', 'POST', '/requests', {
      ...CALL,
      ...mailTo(10),
    });
    expect(equal).toMatchObject({ status: 200, body: { id: 'AR-10' } });
    await house.click('owner', 'AR-3', 'reject', { inputs: { reason: 'No' } });
    expect(await house.asked(mailTo(11))).toBe('AR-11');
  });

  story('counts neither what is approved nor what another agent asked', async ({ house }) => {
    for (let n = 1; n <= 10; n += 1) await house.asked(mailTo(n));
    await house.click('owner', 'AR-1', 'approve');
    expect(await house.asked(mailTo(11))).toBe('AR-11');
    const invoice = { payee: 'Fabrikam', amount: '1.00', currency: 'EUR' };
    const other = {
      agentId: 'invoice-agent',
      connectorId: 'erp',
      tool: 'payInvoice',
      arguments: invoice,
    };
    expect(await house.asked(other)).toBe('AR-12');
  });

  story('at the same moment gets ten', async ({ house }) => {
    const asked = await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        house.call('gateway', 'POST', '/requests', { ...CALL, ...mailTo(n) }),
      ),
    );
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  story('may ask again once the first has run out', async ({ house }) => {
    for (let n = 1; n <= 10; n += 1) await house.asked(mailTo(n));
    await house.clock.leap(24 * HOUR);
    expect(await house.asked(mailTo(11))).toBe('AR-11');
  });
});

describe('asking directly', () => {
  story('is judged first', async ({ house }) => {
    const draft = { ...CALL, tool: 'createDraft' };
    const free = await house.changesNothing(() =>
      house.call('gateway', 'POST', '/requests', draft),
    );
    expect(free).toMatchObject({ status: 409, body: { code: 'not-needed' } });
    const unknown: Fields[] = [
      { ...CALL, agentId: 'nobody' },
      { ...CALL, connectorId: 'nothing' },
      { ...CALL, tool: 'erase' },
      { ...CALL, connectorId: 'erp', tool: 'payInvoice' },
    ];
    for (const body of unknown) {
      const denied = await house.changesNothing(() =>
        house.call('gateway', 'POST', '/requests', body),
      );
      expect(denied).toMatchObject({ status: 403, body: { code: 'denied' } });
      expect(denied.body.detail).toMatch(/\.$/);
    }
  });

  story('is for the agent itself and for gateways', async ({ house }) => {
    for (const as of ['agent:mail-assistant', 'agent:nobody', 'owner', 'admin'])
      expect(
        await house.changesNothing(() => house.call(as, 'POST', '/requests', CALL)),
      ).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
  });
});
