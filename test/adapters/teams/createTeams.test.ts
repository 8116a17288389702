import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse } from './house.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await startHouse();
});
afterEach(() => house.teams.close());

describe('a turn', () => {
  it('takes a command and answers with a card', async () => {
    const { teams, owner } = house;
    const { status, replies } = await teams.say(owner, 'approve AR-1');
    expect(status).toBe(200);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject({
      conversationId: owner.chat.id,
      summary: 'Request AR-1',
      card: { type: 'AdaptiveCard' },
      authorization: 'Bearer token-of-the-bot',
    });
  });

  it('takes a click and answers it with the card that stands there now', async () => {
    const { teams, owner, ran } = house;
    const { replies } = await teams.say(owner, 'approve AR-1');
    const clicked = await teams.click(owner, replies[0]?.activityId ?? '', 'approve');
    expect(clicked).toMatchObject({ status: 200, statusCode: 200 });
    expect(JSON.stringify(clicked.card)).toContain('approved AR-1');
    expect(ran.at(-1)).toMatchObject({
      what: 'click approve',
      with: { request: 'AR-1', digest: 'd', nonce: 'n' },
      speaker: { person: { id: owner.objectId }, cardActivityId: replies[0]?.activityId },
    });
  });
});
