import { describe, expect } from 'vitest';
import { type Fields, SEND_MAIL, type Story, story } from './story.ts';

const sheetOf = async (house: Story, id: string, as = 'pilot') =>
  (await house.call(as, 'GET', `/agents/${id}/factsheet`)).body;

/** The owner's answer to a request. */
async function answered(
  house: Story,
  answer: string,
  more: Fields = {},
  action: Fields = SEND_MAIL,
) {
  const id = await house.asked(action);
  const { digest } = await house.request(id);
  const said = await house.call('owner', 'POST', `/requests/${id}/answer`, {
    answer,
    digest,
    ...more,
  });
  expect(said.status).toBe(200);
  return id;
}

describe('the fact sheet of an agent', () => {
  story('says what it can, by which path, and what it cannot', async ({ house }) => {
    expect(await sheetOf(house, 'crm-assistant')).toMatchObject({
      id: 'crm-assistant',
      status: 'active',
      owners: { business: 'Olivia Owner', technical: 'Ada Admin', backup: 'Ben Backup' },
      can: [
        {
          connectorId: 'mail',
          path: 'CRM assistant has the tier delegatedAction on Outlook mail, which is approved for production: with public, general and confidential content it may read and prepare drafts by itself, and send after Olivia Owner approves.',
        },
        { connectorId: 'crm', path: expect.stringContaining('write after Olivia Owner approves.') },
      ],
      cannot: expect.arrayContaining(['Use any connector that is not named here.']),
    });
    const mail = await sheetOf(house, 'mail-assistant');
    expect(mail.cannot).toEqual(
      expect.arrayContaining([
        'Send with Outlook mail: its tier there is draftOnly.',
        'Reach anybody outside while it is in the pilot phase.',
      ]),
    );
    expect((await sheetOf(house, 'invoice-agent')).can[0].path).toContain(
      'write after two finance controllers approve',
    );
  });

  story('says since when it is registered, and how its identity lives', async ({ house }) => {
    const agent = (await house.call('admin', 'GET', '/agents/mail-assistant')).body;
    const life = {
      sponsor: 'owner2@contoso.example',
      expires: '2027-01-31',
      reviewBy: '2026-12-31',
    };
    await house.call('gateway', 'POST', '/observations', {
      source: 'Entra',
      agents: [{ agentId: 'new-assistant' }],
    });
    await house.leap(3_600_000);
    const agents = [{ ...agent, id: 'new-assistant', ...life }];
    await house.call('admin', 'POST', '/import', { agents });
    const created = house.clock.now();
    await house.leap(24 * 3_600_000);
    const narrower = { ...agents[0], expires: '2027-01-15' };
    await house.call('admin', 'PUT', '/agents/new-assistant', narrower);
    expect((await sheetOf(house, 'new-assistant')).identity).toEqual({
      ...life,
      expires: '2027-01-15',
      created,
    });
  });

  story('has examples that people decided, without what was in them', async ({ house }) => {
    const rejected = await answered(house, 'reject', { preset: 'wrongRecipient' });
    const other = {
      ...SEND_MAIL,
      arguments: { to: ['fred@fabrikam.example'], subject: 'Secret', body: 'Hush' },
    };
    const approved = await answered(house, 'approve', {}, other);
    const sheet = await sheetOf(house, 'crm-assistant', 'outsider');
    expect(sheet.examples).toEqual([
      { request: approved, does: expect.any(String), outcome: 'allowed' },
      {
        request: rejected,
        does: expect.any(String),
        outcome: 'blocked',
        because: 'Wrong recipient',
      },
    ]);
    expect(JSON.stringify(sheet)).not.toMatch(/fabrikam|Secret|Hush|emma/);
    expect((await sheetOf(house, 'invoice-agent')).examples).toEqual([]);
  });

  story(
    'follows the registry: a narrower tier, a pause, another connector gone',
    async ({ house }) => {
      const agent = (await house.call('admin', 'GET', '/agents/crm-assistant')).body;
      const capabilities = agent.capabilities.map((one: Fields) => ({ ...one, tier: 'readOnly' }));
      await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities });
      const crm = (await house.call('admin', 'GET', '/connectors/crm')).body;
      await house.call('admin', 'POST', '/import', { connectors: [{ ...crm, status: 'revoked' }] });
      await house.call('admin', 'POST', '/pauses', {
        target: 'agent:crm-assistant',
        reason: 'look',
      });
      const sheet = await sheetOf(house, 'crm-assistant');
      expect(sheet.status).toBe('paused');
      expect(sheet.can).toHaveLength(1);
      expect(sheet.can[0].path).toMatch(/it may read by itself\.$/);
      expect(sheet.cannot).toEqual(expect.arrayContaining(['Do anything while it is paused.']));
    },
  );

  story('is a card in chat, and nothing of a name nobody has', async ({ house }) => {
    expect(await house.say('pilot', 'sheet crm-assistant')).toContain('CRM assistant has the tier');
    expect(await house.say('pilot', 'sheet agent mail-assistant')).toContain('pilot phase');
    expect(await house.say('pilot', 'sheet nobody')).toContain('There is no agent of that name');
    expect((await house.call('pilot', 'GET', '/agents/nobody/factsheet')).status).toBe(404);
    expect((await house.call('stranger', 'GET', '/agents/crm-assistant/factsheet')).status).toBe(
      401,
    );
  });
});
