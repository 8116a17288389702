import { describe, expect } from 'vitest';
import { type Fields, type Story, story } from '../story.ts';

const CONTACT = '"agentId":"crm-assistant","connectorId":"crm","tool":"updateContact"';

/** A call whose body is this text: what `JSON.stringify` would round is sent as it is written. */
async function send(house: Story, as: string, path: string, body: string) {
  const response = await fetch(`${house.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    body,
  });
  return { status: response.status, body: (await response.json()) as Fields };
}

describe('a number that not every reader reads as the same', () => {
  story('is never approved as one and executed as another', async ({ house }) => {
    const asked = await send(
      house,
      'agent.crm-assistant',
      '/authorize',
      `{${CONTACT},"arguments":{"account":9007199254740992}}`,
    );
    expect(asked).toMatchObject({ status: 200, body: { outcome: 'needsApproval' } });
    const id = String(asked.body['requestId']);
    await house.settle();
    await house.click('owner', id, 'approve');
    const receipt = await house.receipt(id);
    const redeemed = await house.changesNothing(() =>
      send(
        house,
        'gateway',
        '/receipts/redeem',
        `{"receipt":"${receipt}","arguments":{"account":9007199254740993}}`,
      ),
    );
    expect(redeemed).toMatchObject({ status: 400, body: { code: 'invalid-json' } });
    expect((await house.redeem(receipt, { account: 9007199254740992 })).status).toBe(200);
  });

  story('is not asked for either', async ({ house }) => {
    const asked = await house.changesNothing(() =>
      send(
        house,
        'agent.crm-assistant',
        '/authorize',
        `{${CONTACT},"arguments":{"discount":0.10000000000000000555}}`,
      ),
    );
    expect(asked).toMatchObject({ status: 400, body: { code: 'invalid-json' } });
  });
});
