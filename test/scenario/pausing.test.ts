import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';

const read = {
  agentId: 'crm-assistant',
  connectorId: 'crm',
  tool: 'findContact',
  arguments: { name: 'Emma' },
};
const send = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: { to: ['emma@fabrikam.example'], subject: 'a', body: 'b' },
};

describe('a pause over the API', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
    await world.teams.install(world.person('owner'));
  });
  afterAll(() => world.close());

  const authorize = (call: object) => world.call('agent:crm-assistant', 'POST', '/authorize', call);

  test('stops what was allowed, holds what waits, voids what was approved, and says so with proof', async () => {
    expect((await authorize(read)).body.outcome).toBe('allow');
    await authorize(send);
    await world.settle();
    const first = await world.call('agent:crm-assistant', 'GET', '/requests/AR-1');
    const answer = { answer: 'approve', digest: first.body.digest };
    expect((await world.call('owner', 'POST', '/requests/AR-1/answer', answer)).body.status).toBe(
      'approved',
    );
    const { receipt } = (await world.call('agent:crm-assistant', 'GET', '/requests/AR-1')).body;
    await authorize({ ...send, arguments: { ...send.arguments, subject: 'c' } });

    const started = await world.call('admin', 'POST', '/pauses', {
      target: 'agent:crm-assistant',
      reason: 'wrong prices',
    });
    expect(started).toMatchObject({
      status: 201,
      body: { id: 'P-1', target: 'agent:crm-assistant', status: 'inForce' },
    });
    await world.settle();
    expect((await authorize(read)).body).toMatchObject({ outcome: 'deny', policies: ['paused'] });
    const listed = await world.call('board', 'GET', '/pauses');
    expect(listed.body.items).toMatchObject([
      {
        id: 'P-1',
        complete: true,
        voided: ['AR-1'],
        held: ['AR-2'],
        levers: [{ name: 'gate', readAs: 'stopped' }],
      },
    ]);
    const redeem = { receipt, arguments: send.arguments };
    expect((await world.call('gateway', 'POST', '/receipts/redeem', redeem)).body.code).toBe(
      'agent-paused',
    );

    expect(
      (await world.call('owner', 'POST', '/pauses/P-1/lift', { reason: 'fixed' })).status,
    ).toBe(403);
    expect(
      (await world.call('admin2', 'POST', '/pauses/P-1/lift', { reason: 'fixed' })).body.status,
    ).toBe('lifted');
    expect((await authorize(read)).body.outcome).toBe('allow');
    expect((await world.call('gateway', 'POST', '/receipts/redeem', redeem)).body.code).toBe(
      'approval-void',
    );
  });

  test('a timed pause lifts itself', async () => {
    await world.call('admin', 'POST', '/pauses', {
      target: 'tool:crm/findContact',
      reason: 'drill',
      for: '2h',
    });
    expect((await authorize(read)).body.outcome).toBe('deny');
    await world.pass(2 * 3_600_000 + 1_000);
    expect((await authorize(read)).body.outcome).toBe('allow');
    expect((await world.call('admin', 'GET', '/pauses')).body.items).toEqual([]);
  });

  test('what the board paused only the board lifts', async () => {
    const { body } = await world.call('board', 'POST', '/pauses', {
      target: 'environment:production',
      reason: 'review',
    });
    expect(
      (await world.call('admin', 'POST', `/pauses/${body.id}/lift`, { reason: 'no' })).status,
    ).toBe(403);
    expect(
      (await world.call('security', 'POST', `/pauses/${body.id}/lift`, { reason: 'done' })).status,
    ).toBe(200);
  });
});
