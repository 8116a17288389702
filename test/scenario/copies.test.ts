import { describe, expect } from 'vitest';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import { buttonsOn, PAY_INVOICE, story, wordsOn } from './story.ts';

describe('every copy of a card', () => {
  story('changes in its place when the request is decided', async ({ house }) => {
    const id = await house.asked();
    await house.leap(24 * HOUR * 0.8);
    const places = ['owner', 'owner2'].map((name) => house.cardOf(name, id));
    await house.click('owner2', id, 'reject', {
      inputs: { reason: 'Not this one', preset: 'notNow' },
    });
    expect(['owner', 'owner2'].map((name) => house.cardOf(name, id))).toEqual(places);
    for (const name of ['owner', 'owner2']) {
      const card = house.seenBy(name, id);
      expect(buttonsOn(card)).not.toContain('approve');
      expect(wordsOn(card)).toContain('Not this one');
      expect(wordsOn(card)).toMatch(/Rejected by (you|Ben Backup)\./);
    }
  });

  story('shows to the second controller what the first has answered', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    const place = house.cardOf('finance2', id);
    await house.click('finance1', id, 'approve');
    expect(house.cardOf('finance2', id)).toBe(place);
    expect(wordsOn(house.seenBy('finance2', id))).toContain('2 needed, 1 given');
    expect(buttonsOn(house.seenBy('finance2', id))).toContain('approve');
  });

  story('changes when the receipt is redeemed', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    await house.redeem(await house.receipt(id));
    await house.settle();
    expect(wordsOn(house.seenBy('owner', id))).toContain('Approved and used.');
    expect(buttonsOn(house.seenBy('owner', id))).not.toContain('undo');
  });

  story('comes after all where Teams was away, until the request ends', async ({ house }) => {
    const owner = house.person('owner').chat.id;
    house.teams.fail({ status: 503 }, 3, owner);
    const asked = house.asked();
    await house.settle();
    const id = await asked;
    await house.pass(MINUTE);
    expect(buttonsOn(house.seenBy('owner', id))).toContain('approve');
    house.teams.fail({ status: 429, retryAfter: 30 }, 1, owner);
    await house.call('agent:crm-assistant', 'POST', `/requests/${id}/withdraw`, {});
    await house.pass(MINUTE);
    expect(wordsOn(house.seenBy('owner', id))).toContain('Withdrawn by');
  });

  story('is not tried again where Teams refused for good', async ({ house }) => {
    const owner = house.person('owner').chat.id;
    house.teams.fail({ status: 403 }, 1, owner);
    const id = await house.asked();
    const calls = house.teams.calls.length;
    await house.pass(2 * MINUTE);
    expect(house.teams.calls.length).toBe(calls);
    expect((await house.lines({ subject: id })).map(({ type }) => type)).toContain(
      'card-abandoned',
    );
    await house.say('owner', `show ${id}`);
    expect(await house.click('owner', id, 'approve')).toMatchObject({ statusCode: 200 });
  });

  story(
    'waits for whoever has no conversation yet, and goes when they write',
    async ({ house }) => {
      const security = house.person('security');
      const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
      const fields = { ...agent, id: 'third', businessOwner: 'security@contoso.example' };
      await house.call('admin2', 'POST', '/import', { agents: [fields] });
      const id = await house.asked({
        agentId: 'third',
        connectorId: 'mail',
        tool: 'send',
        arguments: { to: ['emma@fabrikam.example'] },
      });
      await house.pass(5 * MINUTE);
      const cards = () =>
        house.teams.deliveries.filter(
          ({ conversationId, card }) =>
            conversationId === security.chat.id && JSON.stringify(card ?? '').includes(id),
        );
      expect(cards()).toHaveLength(0);
      await house.teams.install(security);
      await house.pass(2_000);
      expect(cards()).toHaveLength(1);
      expect(await house.click('security', id, 'approve')).toMatchObject({ statusCode: 200 });
    },
  );
});
