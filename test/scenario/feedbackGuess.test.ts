import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ofType } from '../support/cardLaws.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { SEND_MAIL } from './story.ts';

describe('the agent that a report is probably about', () => {
  let world: WholeHouse;
  beforeAll(async () => {
    world = await openWholeHouse();
  });
  afterAll(() => world.close());

  const say = async (name: string, text: string) => {
    const { replies } = await world.teams.say(world.person(name), text);
    return { card: replies.at(-1)?.card };
  };
  const inputOf = (card: unknown, id: string) =>
    [...ofType(card as never, 'Input.Text'), ...ofType(card as never, 'Input.ChoiceSet')].find(
      (input) => input['id'] === id,
    )?.['value'];

  test('is unknown for somebody who had to do with none', async () => {
    const { card } = await say('pilot', 'report');
    expect(inputOf(card, 'agentId')).toBe('');
  });

  test('is the one that asks somebody now, by name or by role', async () => {
    await world.call('agent:crm-assistant', 'POST', '/authorize', SEND_MAIL);
    await world.call('agent:invoice-agent', 'POST', '/authorize', {
      agentId: 'invoice-agent',
      connectorId: 'erp',
      tool: 'payInvoice',
      arguments: { payee: 'Fabrikam', amount: '12.00', currency: 'EUR' },
    });
    expect(inputOf((await say('owner', 'report')).card, 'agentId')).toBe('crm-assistant');
    expect(inputOf((await say('finance1', 'report')).card, 'agentId')).toBe('invoice-agent');
  });

  test('is the one that was answered, also when nothing waits any more', async () => {
    const { body } = await world.call('owner', 'GET', '/requests/AR-1');
    await world.call('owner', 'POST', '/requests/AR-1/answer', {
      answer: 'reject',
      digest: body.digest,
      reason: 'no',
    });
    expect(inputOf((await say('owner', 'report')).card, 'agentId')).toBe('crm-assistant');
  });

  test('is the one that acts for somebody', async () => {
    await world.call('agent:crm-assistant', 'POST', '/authorize', {
      ...SEND_MAIL,
      arguments: { ...(SEND_MAIL['arguments'] as object), subject: 'for the pilot' },
      onBehalfOf: 'pilot@contoso.example',
    });
    expect(inputOf((await say('pilot', 'report')).card, 'agentId')).toBe('crm-assistant');
  });
});
