import { describe, expect } from 'vitest';
import { MINUTE } from '../../src/kernel/instant.ts';
import { buttonsOn, dataOf, INVOICE, PAY_INVOICE, SEND_MAIL, type Story, story } from './story.ts';

/** What the bot last sent into somebody's own chat. */
const lastCard = (house: Story, name: string) =>
  house.teams.deliveries.findLast(
    ({ conversationId }) => conversationId === house.person(name).chat.id,
  )?.card;

describe('text', () => {
  story('never approves: the answer is a fresh card, whose button does', async ({ house }) => {
    const id = await house.asked();
    for (const text of [`approve ${id}`, `Approve ${id}`, `APPROVE ${id.toLowerCase()}`]) {
      await house.changesNothing(() => house.say('owner', text));
      expect(buttonsOn(lastCard(house, 'owner'))).toEqual(
        expect.arrayContaining(['approve', 'reject']),
      );
    }
    expect(await house.request(id)).toMatchObject({ status: 'pending' });
    expect(await house.click('owner', id, 'approve')).toMatchObject({ statusCode: 200 });
  });

  story(
    'that is nearly a command answers with the right form, and does nothing',
    async ({ house }) => {
      const id = await house.asked();
      const near: Readonly<Record<string, RegExp>> = {
        approve: /Write: approve AR-…$/,
        [`approve ${id} please`]: /Write: approve AR-…$/,
        'approve AR-0': /Write: approve AR-…$/,
        [`please approve ${id}`]: /Did you mean: approve AR-…\?/,
        [`aprove ${id}`]: /Did you mean: approve AR-…\?/,
        [`аpprove ${id}`]: /^That is no command of mine\./,
        [`approve\u200b ${id}`]: /^That is no command of mine\./,
        [`"approve ${id}"`]: /^That is no command of mine\./,
        [`> approve ${id}`]: /^Only plain text of your own/,
        [`reject ${id}`]: /Write: reject AR-… reason$/,
        'reject everything': /Write: reject AR-… reason$/,
        undo: /Write: undo AR-…$/,
        withdraw: /Write: withdraw AR-…$/,
        'why not': /Write: why AR-…\|D-…$/,
        'help me': /Write: help$/,
        'good morning': /^That is no command of mine\./,
        '': /^That is no command of mine\./,
        yes: /^That is no command of mine\./,
        ok: /^That is no command of mine\./,
        '👍': /^That is no command of mine\./,
      };
      for (const [text, answer] of Object.entries(near))
        expect(await house.changesNothing(() => house.say('owner', text)), text).toMatch(answer);
      const long = await house.changesNothing(() =>
        house.say('owner', `reject ${id} ${'x'.repeat(9_000)}`),
      );
      expect(long).toContain('so it was not read');
    },
  );

  story('rejects, with the reason that the agent is told', async ({ house }) => {
    const id = await house.asked();
    expect(await house.say('owner', `reject ${id} The price is last year’s`)).toBe(
      `${id}: you rejected it.`,
    );
    expect(await house.request(id, 'agent:crm-assistant')).toMatchObject({
      status: 'rejected',
      reason: 'The price is last year’s',
    });
    expect(await house.changesNothing(() => house.say('owner', `reject ${id} again`))).toBe(
      `${id}: you rejected it already.`,
    );
  });

  story('undoes', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    const receipt = await house.receipt(id);
    expect(await house.say('owner', `undo ${id} wrong price`)).toBe(
      `${id}: you took your approval back.`,
    );
    expect(await house.request(id)).toMatchObject({ status: 'undone', reason: 'wrong price' });
    expect((await house.redeem(receipt)).body.code).toBe('approval-undone');
  });

  story('undoes for ten minutes', async ({ house }) => {
    const id = await house.asked();
    await house.click('owner', id, 'approve');
    await house.leap(10 * MINUTE);
    expect(await house.say('owner', `undo ${id}`)).toContain('could until 20 Nov 2026, 10:10');
    expect(await house.request(id)).toMatchObject({ status: 'approved' });
  });

  story('withdraws nothing that somebody else asked for', async ({ house }) => {
    const id = await house.asked();
    expect(await house.changesNothing(() => house.say('owner', `withdraw ${id}`))).toContain(
      'Only whoever asked can withdraw this: The agent crm-assistant.',
    );
  });

  story('of a stranger is told alike whether or not there is such a request', async ({ house }) => {
    const id = await house.asked();
    for (const command of ['show', 'status', 'approve', 'undo', 'withdraw', 'why', 'reject'])
      for (const request of [id, 'AR-99']) {
        const answer = await house.changesNothing(() =>
          house.say('outsider', `${command} ${request}${command === 'reject' ? ' no' : ''}`),
        );
        expect(answer).toMatch(
          new RegExp(`^There is no (decision or )?request ${request} that you may see\\.`),
        );
      }
  });

  story('of whoever may read but not answer rejects nothing', async ({ house }) => {
    const id = await house.asked(PAY_INVOICE);
    expect(await house.changesNothing(() => house.say('board', `reject ${id} no`))).toContain(
      'This waits for the finance controller, which you are not.',
    );
  });
});

describe('questions to the bot', () => {
  story('help lists what can be typed', async ({ house }) => {
    const answer = await house.say('owner', 'help');
    for (const usage of ['approve AR-…', 'reject AR-… reason', 'status [AR-… | agent]', 'whoami'])
      expect(answer).toContain(usage);
    expect(answer).toContain('text never approves');
    expect(await house.say('outsider', 'HELP')).toBe(answer);
  });

  story('pending lists what waits, the most urgent first', async ({ house }) => {
    expect(await house.say('owner', 'pending')).toContain('Nothing waits for you');
    const first = await house.asked();
    await house.leap(MINUTE);
    const second = await house.asked({ ...SEND_MAIL, arguments: { to: ['a@b.example'] } });
    await house.asked(PAY_INVOICE);
    const answer = await house.say('owner', 'pending');
    expect(answer).toContain('2 waiting for your answer');
    expect(answer.indexOf(first)).toBeLessThan(answer.indexOf(second));
    await house.click('owner', first, 'approve');
    expect(await house.say('owner', 'pending')).toContain('1 waiting for your answer');
    expect(await house.say('finance1', 'pending')).toContain('1,250.00 EUR');
  });

  story('a list opens what waits', async ({ house }) => {
    const id = await house.asked();
    await house.say('owner', 'pending');
    await house.click('owner', id, 'show');
    expect(buttonsOn(house.seenBy('owner', id))).toContain('approve');
    expect(await house.click('owner', id, 'approve')).toMatchObject({ statusCode: 200 });
  });

  story('status tells how a request, an agent or everything stands', async ({ house }) => {
    const id = await house.asked();
    expect(await house.say('owner', `status ${id}`)).toMatch(/It is pending\.[\s\S]*Olivia Owner/);
    expect(await house.say('admin', 'status crm-assistant')).toMatch(
      /It is active\.[\s\S]*Olivia Owner/,
    );
    for (const words of ['agent crm-assistant', 'agent:crm-assistant'])
      expect(await house.say('admin', `status ${words}`)).toContain('It is active.');
    expect(await house.say('admin', 'status crm-asistant')).toContain(
      'no agent or request of that name',
    );
    expect(await house.say('owner', 'status')).toContain('1 waiting for your answer. 3 agents');
    await house.click('owner', id, 'approve');
    await house.redeem(await house.receipt(id));
    const history = await house.say('owner', `status ${id}`);
    for (const line of [
      'crm-assistant asked.',
      'Olivia Owner approved.',
      'A gateway redeemed the receipt.',
    ])
      expect(history).toContain(line);
  });

  story(
    'show tells the whole request, to whoever may read it, before and after',
    async ({ house }) => {
      const id = await house.asked(PAY_INVOICE, { justification: 'The goods have come' });
      const reading = await house.say('board', `show ${id}`);
      expect(reading).toContain('payee: Fabrikam');
      expect(reading).toContain('The goods have come');
      expect(reading).not.toContain('Your answer counts');
      expect(buttonsOn(lastCard(house, 'board'))).toEqual(['report-problem']);
      await house.click('finance1', id, 'approve');
      expect(await house.say('finance1', `show ${id}`)).toContain('payee: Fabrikam');
      expect(buttonsOn(lastCard(house, 'finance1'))).not.toContain('approve');
      await house.click('finance2', id, 'approve');
      await house.redeem(await house.receipt(id), INVOICE);
      expect(await house.say('finance2', `show ${id}`)).toContain('payee: Fabrikam');
      expect(buttonsOn(lastCard(house, 'finance2'))).toEqual(['report-problem']);
      expect(await house.say('admin', `show ${id}`)).toContain('that you may see');
    },
  );

  story(
    'show leads through a long payload page by page, with Approve on the last',
    async ({ house }) => {
      const body = Array.from({ length: 1_500 }, (_, n) => `Line ${n} of the offer.`).join('\n');
      const id = await house.asked({
        ...SEND_MAIL,
        arguments: { to: ['emma@fabrikam.example'], body },
      });
      expect(buttonsOn(house.seenBy('owner', id))).not.toContain('approve');
      const seen: string[] = [];
      for (let page = 1; page < 50; page += 1) {
        const card = house.seenBy('owner', id);
        seen.push(JSON.stringify(card));
        if (buttonsOn(card).includes('approve')) break;
        const clicked = await house.teams.click(
          house.person('owner'),
          house.cardOf('owner', id),
          'page',
          {
            data: { ...dataOf(card, 'page'), page: page + 1 },
          },
        );
        expect(clicked.statusCode).toBe(200);
      }
      expect(seen.length).toBeGreaterThan(2);
      for (const n of [0, 700, 1_499]) expect(seen.join('')).toContain(`Line ${n} of the offer.`);
      expect(await house.click('owner', id, 'approve')).toMatchObject({ statusCode: 200 });
    },
  );

  story('why answers the five questions about a request and a decision', async ({ house }) => {
    const id = await house.asked(SEND_MAIL, { justification: 'Emma asked for it' });
    await house.click('owner', id, 'approve');
    const [decision] = (await house.lines({ subject: id })).filter(
      ({ type }) => type === 'action-authorized',
    );
    for (const about of [id, `D-g-${decision?.seq}`]) {
      const answer = await house.say('owner', `why ${about}`);
      expect(answer).toContain('The agent itself (crm-assistant 2.4.0).');
      expect(answer).toContain('Emma asked for it');
      expect(answer).toContain(
        'The tool mail/send sends something out, so the business owner of the agent crm-assistant has to approve it.',
      );
      expect(answer).toContain(`Yes: Olivia Owner did. ${id} is approved.`);
    }
  });

  story('whoami says whom the bot takes somebody for', async ({ house }) => {
    const answer = await house.say('board', 'whoami');
    for (const words of [
      'Boris Board',
      'board@contoso.example',
      house.person('board').objectId,
      'review board',
    ])
      expect(answer).toContain(words);
    const owner = await house.say('owner', 'whoami');
    expect(owner).toContain('mail-assistant, crm-assistant');
    const stranger = house.teams.person('99999999-0000-4000-8000-000000000099', 'Ada Admin');
    const { replies } = await house.teams.say(stranger, 'whoami');
    expect(replies).toMatchObject([{ text: expect.stringContaining('not in the directory') }]);
  });
});
