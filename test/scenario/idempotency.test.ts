import { describe, expect } from 'vitest';
import { HOUR } from '../../src/kernel/instant.ts';
import type { Answer } from '../support/wholeHouse.ts';
import { approvedMail, CALL, CALLS, DRAFT } from './keyedCalls.ts';
import {
  type Fields,
  INVOICE,
  openStory,
  PAY_INVOICE,
  story as plain,
  SEND_MAIL,
  type Story,
} from './story.ts';

/** In a house that reads a directory of agent identities, so that every POST has something to do. */
const story = plain.extend<{ house: Story }>({
  house: async ({ alarms: _alarms }, use) => {
    const objectId = '10000000-0000-4000-8000-0000000000e1';
    const found = { id: objectId, identity: objectId, name: 'Expenses', isEnabled: true };
    const read = async () => ({ agents: [found], unread: [] });
    const house = await openStory({ sources: [{ id: 'entra', read }] });
    await use(house);
    await house.close();
    expect(house.alarms).toEqual([]);
  },
});

/** A text is a table. */
const keyed = (sent: Fields | string, key = 'k-1') => ({
  'idempotency-key': key,
  ...(typeof sent === 'string' && { 'content-type': 'text/csv' }),
});

/** A candidate is judged in a process of its own: a second of work each. */
const PATIENT_MS = 60_000;

const whole = ({ status, body }: Answer) => ({ status, body });

describe('an idempotency key', () => {
  story('is taken by every POST, and this table knows them all', async ({ house }) => {
    const posts = house.house.features
      .flatMap(({ routes }) => routes)
      .filter(({ method, signed }) => method === 'POST' && !signed)
      .map(({ id }) => id);
    expect(Object.keys(CALLS).toSorted()).toEqual(posts.toSorted());
  });

  for (const [route, make] of Object.entries(CALLS)) {
    story(`repeats the answer of ${route}, and does it once`, async ({ house }) => {
      const { as, path, body, same = whole } = await make(house);
      const call = (sent: Fields | string, key = 'k-1') =>
        house.call(as, 'POST', path, sent, keyed(sent, key));
      const first = await call(body);
      expect(first.status).toBeLessThan(300);
      const again = await house.changesNothing(() => call(body));
      expect(same(again)).toEqual(same(first));
    });

    story(`refuses ${route} with another body`, async ({ house }) => {
      const { as, path, body, other } = await make(house);
      const call = (sent: Fields | string) => house.call(as, 'POST', path, sent, keyed(sent));
      expect((await call(body)).status).toBeLessThan(300);
      const reused = await house.changesNothing(() => call(other));
      expect(reused).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    });

    story(
      `lets ${route} happen once, however many calls come at the same moment`,
      async ({ house }) => {
        const { as, path, body, same = whole } = await make(house);
        const calls = await Promise.all(
          Array.from({ length: 4 }, () => house.call(as, 'POST', path, body, keyed(body))),
        );
        for (const answer of calls) expect(same(answer)).toEqual(same(calls[0] ?? answer));
        await house.settle();
        await house.changesNothing(() => house.call(as, 'POST', path, body, keyed(body)));
      },
      PATIENT_MS,
    );
  }

  story('stands for one caller on one route', async ({ house }) => {
    const key = { 'idempotency-key': 'k-1' };
    const own = await house.call('agent:crm-assistant', 'POST', '/authorize', DRAFT, key);
    const gateways = await house.call('gateway', 'POST', '/authorize', DRAFT, key);
    expect(gateways.body.decisionId).not.toBe(own.body.decisionId);
    const asked = await house.call('agent:crm-assistant', 'POST', '/requests', CALL, key);
    expect(asked.status).toBe(201);
  });

  story('stands for one request, where the path names one', async ({ house }) => {
    const first = await house.asked();
    const second = await house.asked({ ...SEND_MAIL, arguments: { to: ['a@b.example'] } });
    const key = { 'idempotency-key': 'k-1' };
    const withdraw = (id: string) =>
      house.call('agent:crm-assistant', 'POST', `/requests/${id}/withdraw`, {}, key);
    expect((await withdraw(first)).body).toMatchObject({ id: first, status: 'withdrawn' });
    expect(await withdraw(second)).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
  });

  story(
    'answers with the id of its request also after the request has ended',
    async ({ house }) => {
      const key = { 'idempotency-key': 'k-1' };
      const ask = () => house.call('agent:crm-assistant', 'POST', '/requests', CALL, key);
      const first = await ask();
      await house.settle();
      await house.click('owner', first.body.id, 'reject', { inputs: { reason: 'No' } });
      const again = await house.changesNothing(ask);
      expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
      await house.leap(48 * HOUR);
      expect((await ask()).body.id).toBe(first.body.id);
      const judge = () => house.call('agent:invoice-agent', 'POST', '/authorize', PAY_INVOICE, key);
      const asked = await judge();
      await house.leap(24 * HOUR);
      expect((await house.changesNothing(judge)).body).toEqual(asked.body);
    },
  );

  story('keeps also an answer for which nothing was written', async ({ house }) => {
    const first = await house.asked();
    const key = { 'idempotency-key': 'k-2' };
    const ask = (body: Fields) => house.call('agent:crm-assistant', 'POST', '/requests', body, key);
    const equal = await house.changesNothing(() => ask(CALL));
    expect(equal).toMatchObject({ status: 200, body: { id: first, status: 'pending' } });
    const other = await house.changesNothing(() => ask({ ...CALL, justification: 'Another' }));
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    await house.click('owner', first, 'reject', { inputs: { reason: 'No' } });
    expect(await house.changesNothing(() => ask(CALL))).toEqual({
      ...equal,
      headers: expect.anything(),
    });
    const { digest } = await house.request(await house.asked());
    const answer = (id: string, body: Fields, name: string) =>
      house.call('owner', 'POST', `/requests/${id}/answer`, body, { 'idempotency-key': name });
    const reject = { answer: 'reject', digest };
    expect((await answer('AR-2', reject, 'k-3')).status).toBe(200);
    expect((await answer('AR-2', reject, 'k-4')).status).toBe(200);
    expect(await answer('AR-2', { ...reject, reason: 'x' }, 'k-4')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused' },
    });
  });

  story(
    'keeps a denial for want of room, and an import that changed nothing',
    async ({ house }) => {
      for (let n = 0; n < 10; n += 1)
        await house.asked({ ...SEND_MAIL, arguments: { to: [`a${n}@b.example`] } });
      const judge = () =>
        house.call('gateway', 'POST', '/authorize', SEND_MAIL, { 'idempotency-key': 'k-1' });
      const denied = await judge();
      expect(denied.body).toMatchObject({ outcome: 'deny', policies: ['too-many-open'] });
      expect((await house.changesNothing(judge)).body).toEqual(denied.body);
      const { body: agent } = await house.call('admin', 'GET', '/agents/crm-assistant');
      const bring = (body: Fields) =>
        house.call('admin', 'POST', '/import', body, { 'idempotency-key': 'k-1' });
      const same = await house.changesNothing(() => bring({ agents: [agent] }));
      expect(same.body.agents).toEqual({ added: 0, narrowed: 0, unchanged: 1 });
      expect(await bring({ agents: [] })).toMatchObject({ status: 409 });
      await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities: [] });
      expect((await bring({ agents: [agent] })).body).toEqual(same.body);
    },
  );

  story('does not repeat an allow that would no longer be given', async ({ house }) => {
    const key = { 'idempotency-key': 'k-1' };
    const judge = () => house.call('agent:crm-assistant', 'POST', '/authorize', DRAFT, key);
    expect((await judge()).body).toMatchObject({ outcome: 'allow' });
    const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities: [] });
    expect((await judge()).body).toMatchObject({ outcome: 'deny' });
  });

  story(
    'does not repeat that an approval is there once it is used, undone or paused',
    async ({ house }) => {
      const judge = (key: string) =>
        house.call('gateway', 'POST', '/authorize', SEND_MAIL, { 'idempotency-key': key });
      const id = await approvedMail(house);
      const first = await judge('k-1');
      expect(first.body).toMatchObject({ outcome: 'allow', redeem: true, requestId: id });
      expect((await house.changesNothing(() => judge('k-1'))).body).toEqual(first.body);
      await house.redeem(await house.receipt(id));
      expect((await judge('k-1')).body).toMatchObject({ outcome: 'needsApproval' });
      await house.settle();
      await house.click('owner', 'AR-2', 'approve');
      expect((await judge('k-2')).body).toMatchObject({ outcome: 'allow', requestId: 'AR-2' });
      const pause = { target: 'agent:crm-assistant', reason: 'A look at it' };
      expect((await house.call('admin', 'POST', '/pauses', pause)).status).toBe(201);
      expect((await judge('k-2')).body).toMatchObject({ outcome: 'deny' });
    },
  );

  story('does not keep a receipt', async ({ house }) => {
    const id = await approvedMail(house);
    const key = { 'idempotency-key': 'k-1' };
    const asked = await house.call('agent:crm-assistant', 'POST', '/requests', CALL, key);
    expect(asked).toMatchObject({
      status: 200,
      body: { id, receipt: expect.stringMatching(/^ey/) },
    });
    const stored = JSON.stringify(await house.lines());
    expect(stored).not.toContain(asked.body.receipt);
    await house.redeem(asked.body.receipt);
    const after = await house.call('agent:crm-assistant', 'GET', `/requests/${id}`);
    expect(after.body).not.toHaveProperty('receipt');
  });

  story('does not stand for a refusal', async ({ house }) => {
    const key = { 'idempotency-key': 'k-1' };
    const denied = { ...CALL, tool: 'erase' };
    expect((await house.call('gateway', 'POST', '/requests', denied, key)).status).toBe(403);
    expect((await house.call('gateway', 'POST', '/requests', { tool: 7 }, key)).status).toBe(400);
    expect((await house.call('gateway', 'POST', '/requests', CALL, key)).status).toBe(201);
  });

  story('of a redemption is not a second one', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    await house.click('finance1', id, 'approve');
    await house.click('finance2', id, 'approve');
    const body = { receipt: await house.receipt(id), arguments: INVOICE };
    const redeem = (key: string) =>
      house.call('gateway', 'POST', '/receipts/redeem', body, { 'idempotency-key': key });
    const first = await redeem('k-1');
    expect(await redeem('k-2')).toMatchObject({ status: 409, body: { code: 'already-redeemed' } });
    await house.leap(HOUR);
    expect((await redeem('k-1')).body).toEqual(first.body);
  });
});
