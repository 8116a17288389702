import { describe, expect } from 'vitest';
import { buttonsOn, type Fields, type Story, story, wordsOn } from './story.ts';
import { TICKETS } from './tickets.ts';

const READ = {
  agentId: 'mail-assistant',
  connectorId: 'tickets',
  tool: 'listTickets',
  arguments: {},
};

const authorize = async (house: Story, call: Fields) =>
  (await house.call(`agent:${call['agentId']}`, 'POST', '/authorize', call)).body;

async function installed(house: Story): Promise<void> {
  for (const name of ['security', 'pilot', 'admin2']) await house.teams.install(house.person(name));
  await house.settle();
}

describe('a connector, from request to use', () => {
  story('each stage is asked in its turn, and the last approval lists it', async ({ house }) => {
    await installed(house);
    expect((await authorize(house, READ)).outcome).toBe('deny');
    const asked = await house.call('pilot', 'POST', '/requests', TICKETS);
    expect(asked).toMatchObject({ status: 201, body: { id: 'AR-1', status: 'pending' } });
    await house.settle();

    expect(wordsOn(house.seenBy('owner', 'AR-1'))).toContain('Ticket desk');
    for (const name of ['owner', 'security', 'admin']) {
      expect(buttonsOn(house.seenBy(name, 'AR-1'))).toContain('approve');
      expect(await house.click(name, 'AR-1', 'approve')).toMatchObject({ statusCode: 200 });
    }

    expect((await house.request('AR-1', 'pilot'))['status']).toBe('approved');
    const { body: listed } = await house.call('pilot', 'GET', '/connectors/tickets');
    expect(listed).toMatchObject({
      status: 'probation',
      environments: ['dev', 'pilot'],
      tierCeiling: 'draftOnly',
      probationEnds: '2026-12-20T09:00:00.000Z',
    });
    expect(await authorize(house, READ)).toMatchObject({ outcome: 'allow' });
    expect(await house.history('AR-1')).toEqual([
      'request-asked',
      'request-answered',
      'request-advanced',
      'request-answered',
      'request-advanced',
      'request-answered',
      'request-approved',
      'connector-put-on-probation',
      'capability-granted',
    ]);
  });
});
