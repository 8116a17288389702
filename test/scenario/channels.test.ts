import { describe, expect } from 'vitest';
import { buttonsOn, dataOf, PAY_INVOICE, story } from './story.ts';

describe('in a channel or group', () => {
  story('the bot answers when it is mentioned, and only then', async ({ house }) => {
    for (const where of [house.teams.channel('sales'), house.teams.group('offers')]) {
      expect(await house.say('owner', 'help', { where })).toContain('What you can write to me');
      const before = house.teams.deliveries.length;
      expect(await house.say('owner', 'help', { where, mention: false })).toBe('');
      expect(await house.say('owner', 'pause everything', { where, mention: false })).toBe('');
      expect(house.teams.deliveries.length).toBe(before);
    }
  });

  story('a mention of somebody else is none of the bot', async ({ house }) => {
    const where = house.teams.channel('sales');
    const entities = [
      { type: 'mention', mentioned: { id: '29:somebody' }, text: '<at>Somebody</at>' },
    ];
    const said = await house.say('owner', '<at>Somebody</at> help', {
      where,
      fields: { entities, text: '<at>Somebody</at> help' },
    });
    expect(said).toBe('');
  });

  story('nothing of a request is said, since others read along', async ({ house }) => {
    const where = house.teams.channel('finance');
    const id = await house.asked(PAY_INVOICE, { justification: 'The goods have come' });
    for (const text of [
      `show ${id}`,
      `approve ${id}`,
      `status ${id}`,
      `why ${id}`,
      'pending',
      'whoami',
    ]) {
      const answer = await house.say('finance1', text, { where });
      expect(answer).toContain('your own chat');
      for (const secret of ['1,250', 'Fabrikam', 'goods', house.person('finance1').objectId])
        expect(answer).not.toContain(secret);
    }
    const cards = house.teams.deliveries.filter(
      ({ conversationId, card }) => conversationId === where.id && card,
    );
    expect(cards).toEqual([]);
  });

  story('a rejection counts all the same, and a word approves nothing', async ({ house }) => {
    const where = house.teams.channel('finance');
    const id = await house.asked(PAY_INVOICE);
    await house.changesNothing(() =>
      house.say('finance1', `approve ${id}`, { where, mention: false }),
    );
    expect(await house.say('finance1', `reject ${id} paid already`, { where })).toBe(
      `${id}: you rejected it.`,
    );
    expect(await house.request(id)).toMatchObject({ status: 'rejected' });
  });

  story(
    'a card that was carried there answers each person with their own view',
    async ({ house }) => {
      const where = house.teams.channel('finance');
      const id = await house.asked(PAY_INVOICE);
      const activity = house.cardOf('finance1', id);
      const data = { verb: 'review', request: id };
      const view = await house.teams.click(house.person('finance2'), activity, 'review', {
        data,
        where,
      });
      expect(view.statusCode).toBe(200);
      expect(dataOf(view.card, 'approve')).toEqual(dataOf(house.seenBy('finance2', id), 'approve'));
      const stranger = await house.teams.click(house.person('outsider'), activity, 'review', {
        data,
        where,
      });
      expect(stranger).toMatchObject({ statusCode: 404 });
      const board = await house.teams.click(house.person('board'), activity, 'review', {
        data,
        where,
      });
      expect(buttonsOn(board.card)).not.toContain('approve');
    },
  );

  story('the fallback of a button shows nobody’s view to the channel', async ({ house }) => {
    const where = house.teams.channel('finance');
    const id = await house.asked(PAY_INVOICE);
    const activity = house.cardOf('finance1', id);
    const data = dataOf(house.seenBy('finance1', id), 'approve');
    const before = house.teams.deliveries.length;
    await house.teams.submit(house.person('finance1'), activity, 'approve', { data, where });
    await house.settle();
    const told = house.teams.deliveries
      .slice(before)
      .filter(({ conversationId }) => conversationId === where.id);
    expect(told.map(({ card }) => card)).toEqual([undefined]);
    expect((await house.request(id))['stages']).toMatchObject([
      { answers: [{ answer: 'approve' }] },
    ]);
  });
});
