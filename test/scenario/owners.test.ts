import { describe, expect } from 'vitest';
import { buttonsOn, dataOf, type Fields, type Story, story, wordsOn } from './story.ts';

const put = async (house: Story, fields: Fields, as = 'admin') => {
  const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
  const answer = await house.call(as, 'PUT', '/agents/crm-assistant', { ...agent, ...fields });
  expect(answer.status).toBe(200);
  await house.settle();
  await house.pass(2_000);
};

/** Everything the bot has sent into somebody's own chat. */
const toldTo = (house: Story, name: string): string =>
  house.teams.deliveries
    .filter(({ conversationId }) => conversationId === house.person(name).chat.id)
    .map(({ text, card }) => text ?? wordsOn(card))
    .join('\n');

describe('another owner of an agent', () => {
  story('is told, and so is the one before', async ({ house }) => {
    await put(house, { businessOwner: 'board@contoso.example' });
    for (const name of ['owner', 'board']) expect(toldTo(house, name)).toMatch(/crm-assistant/);
  });

  story('is asked what was pending, and the one before no longer is', async ({ house }) => {
    const id = await house.asked();
    const before = dataOf(house.seenBy('owner', id), 'approve');
    await put(house, { businessOwner: 'board@contoso.example' });
    expect((await house.request(id))['mayAnswer']).toMatchObject([{ name: 'Boris Board' }]);
    expect(buttonsOn(house.seenBy('owner', id))).not.toContain('approve');
    const late = await house.changesNothing(() =>
      house.click('owner', id, 'approve', { data: before }),
    );
    expect(late).toMatchObject({ statusCode: 403 });
    expect(await house.click('board', id, 'approve')).toMatchObject({ statusCode: 200 });
    expect(await house.request(id)).toMatchObject({ decidedBy: { name: 'Boris Board' } });
  });

  story('kills the views made before, also those of somebody who stays', async ({ house }) => {
    const id = await house.asked();
    const before = dataOf(house.seenBy('owner', id), 'approve');
    await put(house, { backupOwner: 'board@contoso.example' });
    const fresh = dataOf(house.seenBy('owner', id), 'approve');
    expect(fresh['nonce']).not.toBe(before['nonce']);
    const old = await house.changesNothing(() =>
      house.click('owner', id, 'approve', { data: before }),
    );
    expect(old).toMatchObject({ statusCode: 409 });
    expect(await house.click('owner', id, 'approve', { data: fresh })).toMatchObject({
      statusCode: 200,
    });
  });

  story('who is unknown is refused, and nothing changes', async ({ house }) => {
    const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
    const wrong = { ...agent, businessOwner: 'nobody@contoso.example' };
    const refused = await house.changesNothing(() =>
      house.call('admin', 'PUT', '/agents/crm-assistant', wrong),
    );
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'businessOwner' }] } });
  });
});
