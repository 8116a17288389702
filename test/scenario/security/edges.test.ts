import { describe, expect } from 'vitest';
import { type Fields, type Story, story } from '../story.ts';

const SITE: Fields = {
  id: 'site',
  displayName: 'Company site',
  status: 'approved',
  environments: ['production'],
  tierCeiling: 'delegatedAction',
  labels: ['public'],
  systemClass: 'web',
  tools: [{ name: 'publish', effect: 'send', recipientArguments: ['audience'] }],
};

/** An agent in phase pilot that may send, in which nothing leaves the organisation. */
async function novice(house: Story): Promise<void> {
  const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
  const { status: _shown, ...record } = body;
  const capabilities = ['mail', 'site'].map((connectorId) => ({
    connectorId,
    tier: 'delegatedAction',
    reason: 'Tries it out',
  }));
  const agents = [{ ...record, id: 'novice', phase: 'pilot', capabilities }];
  const imported = await house.call('admin', 'POST', '/import', { agents, connectors: [SITE] });
  expect(imported.status).toBe(200);
}

const tries = async (house: Story, connectorId: string, tool: string, args: Fields) =>
  (
    await house.call('agent:novice', 'POST', '/authorize', {
      agentId: 'novice',
      connectorId,
      tool,
      arguments: args,
      dryRun: true,
    })
  ).body;

describe('what leaves the organisation', () => {
  story('is also an address that hides a route to another host', async ({ house }) => {
    await novice(house);
    expect(await tries(house, 'mail', 'send', { to: 'ann@contoso.example' })).toMatchObject({
      outcome: 'needsApproval',
    });
    for (const to of ['eve%evil.example@contoso.example', 'evil.example!eve@contoso.example'])
      expect(await tries(house, 'mail', 'send', { to })).toMatchObject({
        outcome: 'deny',
        policies: ['no-external-action-in-pilot'],
      });
  });

  story('is whatever acts on the open web, whom it names as its audience', async ({ house }) => {
    await novice(house);
    const said = await tries(house, 'site', 'publish', { audience: 'all@contoso.example' });
    expect(said).toMatchObject({ outcome: 'deny', policies: ['no-external-action-in-pilot'] });
    const renamed = { ...SITE, systemClass: 'finance' };
    const imported = await house.call('admin', 'POST', '/import', { connectors: [renamed] });
    expect(imported).toMatchObject({ status: 403, body: { code: 'needs-request' } });
  });
});

describe('a pause', () => {
  story('tells why to those who may pause and the people of the agent', async ({ house }) => {
    await house.say('admin', 'pause crm-assistant because Fabrikam complained');
    await house.say('admin', 'pause mail-assistant because of a drill');
    for (const name of ['admin', 'board', 'owner'])
      expect(await house.say(name, 'pauses')).toContain('Fabrikam complained');
    for (const name of ['outsider', 'finance1']) {
      const told = await house.say(name, 'pauses');
      expect(told).toContain('Stops crm-assistant');
      expect(told).not.toMatch(/Fabrikam|Ada Admin/);
    }
    const where = house.teams.channel('sales');
    expect(await house.say('admin', 'pauses', { where })).not.toContain('Fabrikam');
  });

  story('names whom it stops, also those whose tier was raised', async ({ house }) => {
    const asked = await house.call('pilot', 'POST', '/requests', {
      kind: 'tierEscalation',
      agentId: 'mail-assistant',
      connectorId: 'mail',
      toTier: 'delegatedAction',
      reason: 'Sends what it drafts',
    });
    const { id, digest } = asked.body;
    for (const name of ['owner', 'security'])
      await house.call(name, 'POST', `/requests/${id}/answer`, { answer: 'approve', digest });
    expect(await house.request(id, 'pilot')).toMatchObject({ status: 'approved' });
    const told = await house.say('admin', 'pause tier:delegatedAction because of a drill');
    expect(told).toContain('mail-assistant');
  });
});
