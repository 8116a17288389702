import { afterEach, describe, expect, test } from 'vitest';
import { HandClock, MemoryCheckpoints } from '../../adapters/tables/house.ts';
import { MemoryTable } from '../../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../../support/wholeHouse.ts';
import { MAIL, SEND_MAIL, story } from '../story.ts';

const KEY = { 'idempotency-key': 'k-1' };
const PAUSE = { target: 'agent:crm-assistant', reason: 'Odd mails' };

describe('what an idempotency key would repeat', () => {
  const opened: WholeHouse[] = [];
  afterEach(async () => {
    for (const house of opened.splice(0)) await house.close();
  });

  test('is no allow after a pause, also on a server that has not heard of the pause', async () => {
    const shared = {
      table: new MemoryTable(),
      checkpoints: new MemoryCheckpoints(),
      clock: new HandClock(),
    };
    const [one, other] = [await openWholeHouse(shared), await openWholeHouse(shared)];
    opened.push(one, other);
    const draft = { ...SEND_MAIL, tool: 'createDraft' };
    const judge = () => one.call('agent:crm-assistant', 'POST', '/authorize', draft, KEY);
    expect((await judge()).body).toMatchObject({ outcome: 'allow' });
    expect((await other.call('admin', 'POST', '/pauses', PAUSE)).status).toBe(201);
    expect((await judge()).body).toMatchObject({ outcome: 'deny', policies: ['paused'] });
  });

  story('is no redemption while the agent is paused', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    const body = { receipt: await house.receipt(id), arguments: MAIL };
    const redeem = () => house.call('gateway', 'POST', '/receipts/redeem', body, KEY);
    const first = await redeem();
    expect(first.status).toBe(200);
    const { body: pause } = await house.call('admin', 'POST', '/pauses', PAUSE);
    expect(await redeem()).toMatchObject({ status: 403, body: { code: 'agent-paused' } });
    await house.call('admin', 'POST', `/pauses/${pause.id}/lift`, { reason: 'Looked' });
    expect((await redeem()).body).toEqual(first.body);
  });

  story('is no redemption of what the policy has come to deny', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    const body = { receipt: await house.receipt(id), arguments: MAIL };
    const redeem = () => house.call('gateway', 'POST', '/receipts/redeem', body, KEY);
    expect((await redeem()).status).toBe(200);
    const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities: [] });
    expect(await redeem()).toMatchObject({ status: 403, body: { code: 'tier-ended' } });
  });
});
