import { describe, expect } from 'vitest';
import { type Fields, type Story, story, wordsOn } from '../story.ts';
import { TICKETS } from '../tickets.ts';

const DISPATCH = { toolArgument: 'tool', argumentsArgument: 'args' };
const LIST = { name: 'listTickets', effect: 'read' };

async function ask(house: Story, changes: Fields): Promise<string> {
  for (const name of ['security', 'admin2']) await house.teams.install(house.person(name));
  const asked = await house.call('pilot', 'POST', '/requests', { ...TICKETS, ...changes });
  expect(asked.status).toBe(201);
  await house.settle();
  return asked.body.id;
}

async function approve(house: Story, id: string, as: string, more: Fields = {}): Promise<void> {
  const { digest } = await house.request(id, 'board');
  const body = { answer: 'approve', digest, ...more };
  expect((await house.call(as, 'POST', `/requests/${id}/answer`, body)).status).toBe(200);
  await house.settle();
}

describe('what a request claims about tools', () => {
  story('is believed of none that no admin has confirmed', async ({ house }) => {
    const runs = { name: 'runAnything', effect: 'read', dispatch: DISPATCH };
    const id = await ask(house, { tools: [LIST, runs] });
    await approve(house, id, 'owner');
    await approve(house, id, 'security');
    await approve(house, id, 'admin', { confirms: ['listTickets'] });
    const call = (tool: string, args: Fields) =>
      house.call('agent:mail-assistant', 'POST', '/authorize', {
        agentId: 'mail-assistant',
        connectorId: 'tickets',
        tool,
        arguments: args,
      });
    expect((await call('listTickets', {})).body.outcome).toBe('allow');
    const passedOn = await call('runAnything', { tool: 'listTickets', args: {}, sql: 'drop' });
    expect(passedOn.body).toMatchObject({ outcome: 'deny', policies: ['above-tier'] });
  });

  story('is shown in full to whoever confirms it', async ({ house }) => {
    const tools = [
      { name: 'post', effect: 'send', recipientArguments: ['room'] },
      { name: 'pay', effect: 'write', amountArgument: 'sum', referenceArguments: ['invoice'] },
      { name: 'runAnything', effect: 'write', dispatch: DISPATCH },
    ];
    const id = await ask(house, { tools });
    const words = wordsOn(house.seenBy('owner', id));
    expect(words).toContain('post: send, recipients in: room');
    expect(words).toContain('pay: write, amount in sum, points at content by: invoice');
    expect(words).toContain('counts as the tool that tool names, with the arguments in args');
  });

  story('stands beside what counts today, where the connector is in use', async ({ house }) => {
    const id = await ask(house, {
      connectorId: 'mail',
      displayName: 'A harmless note book',
      requestedFor: 'crm-assistant',
      environment: 'dev',
      tools: [{ name: 'send', effect: 'read' }],
    });
    const words = wordsOn(house.seenBy('owner', id));
    expect(words).toContain('send: read (today: send, recipients in: to cc bcc)');
    expect(words).toContain('It is in use already');
    expect(words).not.toContain('for 30 days');
    expect(words).toContain('Outlook mail');
    expect(words).not.toContain('harmless');
  });
});
