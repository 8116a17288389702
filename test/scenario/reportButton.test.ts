import { describe, expect } from 'vitest';
import { ofType } from '../support/cardLaws.ts';
import { MAIL, type Story, story, wordsOn } from './story.ts';

const newest = (house: Story, name: string) =>
  house.teams.inbox(house.person(name).chat).at(-1)?.card ?? expect.fail('no card');

const valueOf = (house: Story, name: string, id: string) =>
  [...ofType(newest(house, name), 'Input.Text'), ...ofType(newest(house, name), 'Input.ChoiceSet')]
    .filter((input) => input['id'] === id)
    .map(({ value }) => value)[0];

describe('the report button of an approval card', () => {
  story('opens the form for its agent and workflow beside the card', async ({ house }) => {
    await house.asked(undefined, { workflow: 'offers' });
    const before = house.seenBy('owner', 'AR-1');
    const clicked = await house.changesNothing(() =>
      house.click('owner', 'AR-1', 'report-problem'),
    );
    expect(clicked.statusCode).toBe(200);
    expect(clicked.text).toContain('in your own chat');
    expect(valueOf(house, 'owner', 'agentId')).toBe('crm-assistant');
    expect(valueOf(house, 'owner', 'workflow')).toBe('offers');
    expect(wordsOn(newest(house, 'owner'))).not.toContain('my guess');
    expect(house.seenBy('owner', 'AR-1')).toEqual(before);
    const { statusCode } = await house.click('owner', 'AR-1', 'approve');
    expect(statusCode).toBe(200);
    expect((await house.request('AR-1'))['status']).toBe('approved');
  });

  story('stands on the decided card too, and on every reader’s own', async ({ house }) => {
    await house.asked();
    await house.click('owner', 'AR-1', 'approve');
    await house.click('owner', 'AR-1', 'report-problem');
    expect(valueOf(house, 'owner', 'agentId')).toBe('crm-assistant');
    await house.say('owner', 'report mail-assistant');
    expect(valueOf(house, 'owner', 'agentId')).toBe('mail-assistant');
  });

  story('says nothing of a request to somebody who may not read it', async ({ house }) => {
    await house.asked(undefined, { workflow: 'offers' });
    const sent = house.teams.deliveries.length;
    const { statusCode, text } = await house.changesNothing(() =>
      house.teams.click(house.person('outsider'), house.cardOf('owner', 'AR-1'), 'report-problem', {
        where: house.person('outsider').chat,
        data: { verb: 'report-problem', request: 'AR-1' },
      }),
    );
    expect(statusCode).toBe(404);
    expect(text).toBe('There is no request AR-1 that you may read.');
    expect(house.teams.deliveries).toHaveLength(sent);
  });

  story('takes neither fields of its own making nor those of an answer', async ({ house }) => {
    await house.asked();
    for (const more of [{ agentId: 'mail-assistant' }, { person: 'x' }, { nonce: 'x' }]) {
      const { statusCode } = await house.changesNothing(() =>
        house.click('owner', 'AR-1', 'report-problem', {
          data: { verb: 'report-problem', request: 'AR-1', ...more },
        }),
      );
      expect(statusCode).toBe(400);
    }
    const approve = ofType(house.seenBy('owner', 'AR-1'), 'Action.Execute').find(
      ({ verb }) => verb === 'approve',
    );
    expect(Object.keys(approve?.['data'] as object).toSorted()).toEqual([
      'digest',
      'nonce',
      'request',
      'verb',
    ]);
  });

  story('answers in the clicker’s own chat from a channel, if there is one', async ({ house }) => {
    await house.asked();
    const where = house.teams.channel('sales');
    const data = { verb: 'report-problem', request: 'AR-1' };
    const { text } = await house.teams.click(
      house.person('owner'),
      house.cardOf('owner', 'AR-1'),
      'report-problem',
      { where, data },
    );
    await house.settle();
    expect(text).toContain('in your own chat');
    expect(house.teams.inbox(where)).toEqual([]);
    expect(valueOf(house, 'owner', 'agentId')).toBe('crm-assistant');
  });

  story('does not shorten what was asked for', async ({ house }) => {
    await house.asked(undefined, { arguments: { ...MAIL, body: 'A long mail. '.repeat(4_000) } });
    const first = house.seenBy('owner', 'AR-1');
    expect(wordsOn(first)).toContain('Page 1 of');
    await house.click('owner', 'AR-1', 'report-problem');
    expect(valueOf(house, 'owner', 'agentId')).toBe('crm-assistant');
  });
});
