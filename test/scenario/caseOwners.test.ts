import { describe, expect } from 'vitest';
import { type Fields, type Story, story, wordsOn } from './story.ts';

const REPORT = { agentId: 'crm-assistant', category: 'wrongDataSource', text: 'Old prices.' };

/** What the bot has said in somebody's own chat since it had said so much. */
const since = (house: Story, name: string, n: number) =>
  house.teams
    .inbox(house.person(name).chat)
    .slice(n)
    .map(({ card }) => wordsOn(card));

const said = (house: Story, name: string) => house.teams.inbox(house.person(name).chat).length;

const give = (house: Story, id: string, to: string, { as = 'admin', ...more }: Fields = {}) =>
  house.call(String(as), 'POST', `/feedback/${id}/triage`, {
    owner: `${to}@contoso.example`,
    ...more,
  });

describe('a case that is given to somebody', () => {
  story('is told them in chat, once, with what they need to go on', async ({ house }) => {
    const { body } = await house.call('outsider', 'POST', '/feedback', REPORT);
    const before = said(house, 'finance1');
    expect((await give(house, body.id, 'finance1')).status).toBe(200);
    await house.settle();
    const [card, ...more] = since(house, 'finance1', before);
    expect(card).toContain('F-1 is in your hands now.');
    expect(card).toContain('Old prices.');
    expect(card).toContain('Triage F-1');
    expect(more).toEqual([]);
    await give(house, body.id, 'finance1', { status: 'inProgress' });
    await house.settle();
    expect(since(house, 'finance1', before)).toHaveLength(1);
    const told = (await house.lines({ subject: 'F-1' })).filter(
      ({ type }) => type === 'owner-told',
    );
    expect(told.map(({ data }) => data)).toEqual([
      { case: 'F-1', person: house.person('finance1').objectId, delivered: true },
    ]);
  });

  story('can be moved by them, though they own no agent, and by nobody else', async ({ house }) => {
    const { body } = await house.call('outsider', 'POST', '/feedback', REPORT);
    expect((await give(house, body.id, 'finance1', { as: 'finance2' })).status).toBe(404);
    await give(house, body.id, 'finance1');
    const set = { status: 'fixed', remedy: 'connector' };
    const fixed = await house.call('finance1', 'POST', `/feedback/${body.id}/triage`, set);
    expect(fixed.body).toMatchObject({ status: 'fixed' });
    const other = await house.call('finance2', 'POST', `/feedback/${body.id}/triage`, set);
    expect(other.status).toBe(404);
    expect((await house.call('finance2', 'GET', `/feedback/${body.id}`)).status).toBe(404);
  });

  story('is not told to whoever took it, nor to an owner of before', async ({ house }) => {
    const { body } = await house.call('outsider', 'POST', '/feedback', REPORT);
    const [admin, first] = [said(house, 'admin'), said(house, 'finance1')];
    await give(house, body.id, 'admin');
    await house.settle();
    expect(since(house, 'admin', admin)).toEqual([]);
    await give(house, body.id, 'finance1');
    await give(house, body.id, 'finance2');
    await house.settle();
    expect(since(house, 'finance2', 0).join()).toContain('F-1 is in your hands now.');
    expect(since(house, 'finance1', first).length).toBeLessThanOrEqual(1);
  });

  story('brings one card where it was given with others of its defect', async ({ house }) => {
    for (const name of ['outsider', 'pilot', 'owner'])
      await house.call(name, 'POST', '/feedback', REPORT);
    const before = said(house, 'finance1');
    await house.say('admin', 'backlog F-1');
    const { activityId } = house.teams.inbox(house.person('admin').chat).at(-1) ?? {
      activityId: '',
    };
    await house.teams.click(house.person('admin'), activityId, 'feedback-triage', {
      inputs: { owner: house.person('finance1').objectId, alike: 'true', status: 'open' },
    });
    await house.settle();
    const cards = since(house, 'finance1', before);
    expect(cards).toHaveLength(1);
    expect(cards[0]).toContain('F-2, F-3');
    const third = await house.call('finance1', 'GET', '/feedback/F-3');
    expect(third.body).toMatchObject({ owner: { id: house.person('finance1').objectId } });
  });

  story('waits for somebody who cannot be reached yet', async ({ house }) => {
    const { body } = await house.call('outsider', 'POST', '/feedback', REPORT);
    await give(house, body.id, 'security');
    await house.settle();
    expect(said(house, 'security')).toBe(0);
    await house.teams.install(house.person('security'));
    await house.pass(3_000);
    expect(since(house, 'security', 0).join()).toContain('F-1 is in your hands now.');
  });
});
