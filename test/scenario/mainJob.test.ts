import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const mail = {
  to: ['emma@fabrikam.example'],
  subject: 'Offer',
  body: 'Dear Emma, here is the offer.',
};
const ask = { agentId: 'crm-assistant', connectorId: 'mail', tool: 'send', arguments: mail };

describe('the main job: an action is asked for, approved in a card, and its receipt is spent once', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
    for (const name of ['owner', 'owner2', 'finance1', 'finance2'])
      await world.teams.install(world.person(name));
  });
  afterAll(() => world.close());

  test('call, request, card, click, receipt, ledger', async () => {
    const asked = await world.call('agent:crm-assistant', 'POST', '/authorize', {
      ...ask,
      justification: 'Emma asked for it',
    });
    expect(asked).toMatchObject({
      status: 200,
      body: { outcome: 'needsApproval', requestId: 'AR-1' },
    });
    await world.settle();
    const owner = world.person('owner');
    const card = world.teams.deliveries.findLast(({ card }) =>
      JSON.stringify(card ?? '').includes('AR-1'),
    );
    expect(card).toBeDefined();
    const clicked = await world.teams.click(owner, card?.activityId ?? '', 'approve');
    expect(clicked).toMatchObject({ status: 200, statusCode: 200 });
    const seen = await world.call('agent:crm-assistant', 'GET', '/requests/AR-1');
    expect(seen).toMatchObject({ status: 200, body: { status: 'approved' } });
    const { receipt } = seen.body;
    expect(receipt).toMatch(/^ey/);
    const redeemed = await world.call('gateway', 'POST', '/receipts/redeem', {
      receipt,
      arguments: mail,
    });
    expect(redeemed).toMatchObject({ status: 200, body: { redeemed: true, request: 'AR-1' } });
    const again = await world.call('gateway', 'POST', '/receipts/redeem', {
      receipt,
      arguments: mail,
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'already-redeemed' } });
    const lines = await world.call('board', 'GET', '/ledger/events?subject=AR-1');
    expect(
      lines.body
        .split('\n')
        .filter(Boolean)
        .map((line: string) => JSON.parse(line).type)
        .filter((type: string) => type !== 'card-delivered'),
    ).toEqual([
      'request-asked',
      'action-authorized',
      'request-answered',
      'request-approved',
      'request-redeemed',
    ]);
  });
});
