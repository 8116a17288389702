import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { wordsOn } from './story.ts';

const DAY = 86_400_000;

describe('telling the reporter', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
    await world.teams.install(world.person('finance1'));
  });
  afterAll(() => world.close());

  test('somebody who cannot be reached yet hears of it once they can, and silence closes the case', async () => {
    const { body } = await world.call('outsider', 'POST', '/feedback', {
      agentId: 'mail-assistant',
      category: 'incorrectRouting',
      text: 'It went to sales.',
    });
    const set = { status: 'fixed', remedy: 'policy' };
    await world.call('admin', 'POST', `/feedback/${body.id}/triage`, set);
    await world.settle();
    const { chat } = world.person('outsider');
    const inbox = () =>
      world.teams
        .inbox(chat)
        .map(({ card }) => wordsOn(card))
        .join('\n');
    expect(inbox()).not.toContain(body.id);
    await world.teams.install(world.person('outsider'));
    await world.pass(3_000);
    expect(inbox()).toContain('Is it fixed for you?');
    await world.leap(15 * DAY);
    await world.pass(3_000);
    const now = await world.call('outsider', 'GET', `/feedback/${body.id}`);
    expect(now.body.status).toBe('closed');
    expect(inbox()).toContain('Closed as fixed, without your answer');
    const late = await world.call('outsider', 'POST', `/feedback/${body.id}/answer`, {
      fixed: false,
    });
    expect(late.body).toMatchObject({ status: 'open', reopened: 1 });
  });

  test('a conversation that is gone is not tried again, and the case goes on', async () => {
    const { body } = await world.call('finance1', 'POST', '/feedback', {
      agentId: 'invoice-agent',
      category: 'incorrectRouting',
      text: 'It went to sales.',
    });
    world.teams.fail({ status: 403 });
    await world.call('admin', 'POST', `/feedback/${body.id}/triage`, { status: 'inProgress' });
    await world.settle();
    await world.pass(5_000);
    const { body: lines } = await world.call('admin', 'GET', `/ledger/events?subject=${body.id}`);
    const told = lines
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line))
      .filter(({ type }: { type: string }) => type === 'reporter-told');
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0].line).data.delivered).toBe(false);
  });
});
