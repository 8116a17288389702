import { describe, expect } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/kernel/instant.ts';
import { approvedBy, authorize, connector, opened, reviewersCome, TICKETS } from './rights.ts';
import { type Fields, SEND_MAIL, type Story, story, wordsOn } from './story.ts';

const AGENT = '/agents/crm-assistant';

const WRITE_TO_EMMA: Fields = {
  kind: 'standingGrant',
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  recipients: ['emma@fabrikam.example'],
  until: '2026-12-19T09:00:00Z',
  justification: 'Forty offers went to her unchanged.',
};

const SEND_AGAIN: Fields = {
  kind: 'tierEscalation',
  agentId: 'crm-assistant',
  connectorId: 'mail',
  toTier: 'delegatedAction',
  for: 'P7D',
  reason: 'The campaign goes on.',
};

const outcome = async (house: Story): Promise<string> =>
  (await authorize(house, { ...SEND_MAIL, dryRun: true }))['outcome'] as string;

async function granted(house: Story): Promise<string> {
  await reviewersCome(house);
  const id = await opened(house, 'pilot', WRITE_TO_EMMA);
  await approvedBy(house, id, 'owner', 'security');
  expect(await outcome(house)).toBe('allow');
  return id;
}

async function put(house: Story, change: (record: Fields) => Fields): Promise<void> {
  const { body } = await house.call('admin', 'GET', AGENT);
  expect(await house.call('admin', 'PUT', AGENT, { ...body, ...change(body) })).toMatchObject({
    status: 200,
  });
}

/** The same capabilities, with another tier on mail. */
const withTier = (tier: string | undefined) => (record: Fields) => ({
  capabilities: (record['capabilities'] as Fields[]).flatMap((one) => {
    if (one['connectorId'] !== 'mail') return [one];
    return tier === undefined ? [] : [{ ...one, tier }];
  }),
});

const isOver = async (house: Story, id: string): Promise<boolean> =>
  (await house.history(id)).includes('grant-revoked');

describe('what rested on a right that was taken away', () => {
  story('does not come back with a tier that is raised again', async ({ house }) => {
    const id = await granted(house);
    const waits = await house.asked({ ...SEND_MAIL, arguments: { to: ['li@fabrikam.example'] } });
    await put(house, withTier('draftOnly'));
    expect(await outcome(house)).toBe('deny');
    await house.settle();
    expect(await isOver(house, id)).toBe(true);
    expect(await house.request(waits)).toMatchObject({ status: 'expired' });
    const again = await opened(house, 'pilot', SEND_AGAIN);
    await approvedBy(house, again, 'owner', 'security', 'board');
    expect(await outcome(house)).toBe('needsApproval');
  });

  story(
    'does not come back with a raised tier that ended and is asked for anew',
    async ({ house }) => {
      await reviewersCome(house);
      await put(house, withTier('draftOnly'));
      await house.settle();
      const raised = await opened(house, 'pilot', SEND_AGAIN);
      await approvedBy(house, raised, 'owner', 'security', 'board');
      const id = await granted(house);
      await house.leap(7 * DAY);
      expect(await outcome(house)).toBe('deny');
      expect(await isOver(house, id)).toBe(true);
      const again = await opened(house, 'pilot', SEND_AGAIN);
      await approvedBy(house, again, 'owner', 'security', 'board');
      expect(await outcome(house)).toBe('needsApproval');
    },
  );

  story('does not come back with a capability that is given back', async ({ house }) => {
    const id = await granted(house);
    await put(house, withTier(undefined));
    await house.settle();
    expect(await isOver(house, id)).toBe(true);
    expect(await house.say('owner', 'grants')).not.toContain('emma');
  });

  story('does not come back with the agent from another environment', async ({ house }) => {
    const id = await granted(house);
    const move = (to: string): Fields => ({
      kind: 'promotion',
      agentId: 'crm-assistant',
      toEnvironment: to,
      reason: 'It is tried out.',
      rollbackPlan: 'Move it back.',
    });
    for (const [to, ...by] of [
      ['pilot', 'owner', 'security'],
      ['production', 'owner', 'security', 'board'],
    ] as const)
      await approvedBy(house, await opened(house, 'pilot', move(to)), ...by);
    expect(await outcome(house)).toBe('needsApproval');
    expect(await isOver(house, id)).toBe(true);
  });

  story('does not come back with an agent that has expired and lives longer', async ({ house }) => {
    const id = await granted(house);
    const waits = await house.asked({ ...SEND_MAIL, arguments: { to: ['li@fabrikam.example'] } });
    await put(house, () => ({ expires: '2026-11-21' }));
    await house.leap(14 * HOUR + 30 * MINUTE);
    const yes = await house.asked({ ...SEND_MAIL, arguments: { to: ['jo@fabrikam.example'] } });
    await house.click('owner', yes, 'approve');
    expect(await outcome(house)).toBe('allow');
    await house.leap(30 * MINUTE);
    expect(await outcome(house)).toBe('deny');
    expect(await isOver(house, id)).toBe(true);
    expect(await house.request(waits)).toMatchObject({ status: 'expired' });
    expect(await house.request(yes)).toMatchObject({ status: 'void' });
    const longer = { changes: { expires: '2027-03-31' }, reason: 'It is needed until spring.' };
    const asked = { kind: 'boundsChange', agentId: 'crm-assistant', ...longer };
    await approvedBy(house, await opened(house, 'pilot', asked), 'owner', 'security');
    expect(await outcome(house)).toBe('needsApproval');
    expect(await house.request(yes)).toMatchObject({ status: 'void' });
    expect(wordsOn(house.seenBy('owner', waits))).toContain('the agent came to its last day');
  });

  story('does not come back with a tool that was taken off the list', async ({ house }) => {
    const id = await granted(house);
    const { agents: _users, ...mail } = await connector(house, 'mail');
    const tools = (mail['tools'] as Fields[]).filter(({ name }) => name !== 'send');
    const body = { agents: [], connectors: [{ ...mail, tools }] };
    expect(await house.call('admin', 'POST', '/import', body)).toMatchObject({ status: 200 });
    await house.settle();
    expect(await isOver(house, id)).toBe(true);
  });

  story(
    'a connector that is listed again is nobody’s but whom it was asked for',
    async ({ house }) => {
      await reviewersCome(house);
      const users = async () =>
        (await house.call('admin', 'GET', '/agents')).body.items.flatMap((agent: Fields) =>
          (agent['capabilities'] as Fields[]).some((one) => one['connectorId'] === 'mail')
            ? [agent['id']]
            : [],
        );
      expect(await users()).toEqual(['crm-assistant', 'mail-assistant']);
      const { agents: _users, ...mail } = await connector(house, 'mail');
      const body = { agents: [], connectors: [{ ...mail, status: 'revoked' }] };
      expect(await house.call('admin', 'POST', '/import', body)).toMatchObject({ status: 200 });
      await house.settle();
      expect(await users()).toEqual([]);
      expect(await authorize(house, { ...SEND_MAIL, dryRun: true })).toMatchObject({
        outcome: 'deny',
        because: expect.stringContaining('revoked'),
      });
      const again = { ...TICKETS, connectorId: 'mail', displayName: 'Mail' };
      const id = await opened(house, 'pilot', again);
      await approvedBy(house, id, 'owner', 'security', 'admin2');
      expect(await users()).toEqual(['mail-assistant']);
    },
  );
});
