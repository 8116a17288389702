import { describe, expect } from 'vitest';
import { type Fields, MAIL, SEND_MAIL, type Story, story } from './story.ts';

type Change = (before: Fields) => Fields;
const list = (value: unknown) => value as Fields[];

const agentOf = async (house: Story, id = 'crm-assistant'): Promise<Fields> =>
  (await house.call('admin', 'GET', `/agents/${id}`)).body;
const connectorOf = async (house: Story, id: string): Promise<Fields> =>
  (await house.call('admin', 'GET', `/connectors/${id}`)).body;

const tierOn =
  (connectorId: string, tier: string): Change =>
  (agent) => ({
    ...agent,
    capabilities: list(agent['capabilities']).map((one) =>
      one['connectorId'] === connectorId ? { ...one, tier } : one,
    ),
  });
const withTool =
  (name: string, change: Change): Change =>
  (connector) => ({
    ...connector,
    tools: list(connector['tools']).map((tool) => (tool['name'] === name ? change(tool) : tool)),
  });
const with_ =
  (fields: Fields): Change =>
  (before) => ({ ...before, ...fields });

/** Every way in which a change of an agent would allow more, tried on the one with the least rights. */
const AGENT_WIDENINGS: Readonly<Record<string, Change>> = {
  'adds a connector': (agent) => ({
    ...agent,
    capabilities: [
      ...list(agent['capabilities']),
      { connectorId: 'crm', tier: 'readOnly', reason: 'Why not' },
    ],
  }),
  'raises a tier': tierOn('mail', 'delegatedAction'),
  'leaves the pilot phase': with_({ phase: 'department' }),
  'goes to the enterprise': with_({ phase: 'enterprise' }),
  'moves to production': with_({ environment: 'production' }),
  'moves to dev': with_({ environment: 'dev' }),
};

/** The same for a connector, tried on one that is on probation with a tool of each kind. */
const CONNECTOR_WIDENINGS: Readonly<Record<string, Change>> = {
  'is approved after probation': with_({ status: 'approved' }),
  'has a higher ceiling': with_({ tierCeiling: 'delegatedAction' }),
  'is allowed in production': with_({ environments: ['dev', 'pilot', 'production'] }),
  'may hold confidential content': with_({ labels: ['general', 'confidential'] }),
  'is no longer a file system': with_({ systemClass: 'knowledge' }),
  'is on probation for longer': with_({ probationEnds: '2027-01-31T00:00:00Z' }),
  'has another tool': (connector) => ({
    ...connector,
    tools: [...list(connector['tools']), { name: 'erase', effect: 'read' }],
  }),
  'calls a write a read': withTool('share', with_({ effect: 'read' })),
  'calls a send a write': withTool('mail', with_({ effect: 'write' })),
  'declares a tool reversible': withTool('share', with_({ reversible: true })),
  'overlooks a recipient': withTool('mail', with_({ recipientArguments: ['to'] })),
  'overlooks all recipients': withTool('mail', with_({ recipientArguments: [] })),
  'names recipients where there were none to see': withTool(
    'post',
    with_({ recipientArguments: ['channel'] }),
  ),
  'overlooks an amount': withTool('pay', ({ amountArgument: _amount, ...tool }) => tool),
  'looks for the amount elsewhere': withTool('pay', with_({ amountArgument: 'tip' })),
  'overlooks a reference': withTool('share', with_({ referenceArguments: [] })),
  'dispatches elsewhere': withTool(
    'run',
    with_({ dispatch: { toolArgument: 'other', argumentsArgument: 'arguments' } }),
  ),
  'dispatches no more': withTool('run', ({ dispatch: _dispatch, ...tool }) => tool),
};

const PROBATION: Fields = {
  id: 'vault',
  displayName: 'Vault',
  status: 'probation',
  environments: ['dev', 'pilot'],
  tierCeiling: 'draftOnly',
  labels: ['general'],
  systemClass: 'files',
  probationEnds: '2026-12-20T00:00:00Z',
  tools: [
    { name: 'readFile', effect: 'read' },
    { name: 'share', effect: 'write', referenceArguments: ['file'] },
    { name: 'mail', effect: 'send', recipientArguments: ['to', 'cc'] },
    { name: 'post', effect: 'send' },
    { name: 'pay', effect: 'write', amountArgument: 'amount' },
    {
      name: 'run',
      effect: 'write',
      dispatch: { toolArgument: 'tool', argumentsArgument: 'arguments' },
    },
  ],
};

describe('what would allow more', () => {
  for (const [what, change] of Object.entries(AGENT_WIDENINGS))
    story(`is refused where an agent ${what}, by import and by PUT`, async ({ house }) => {
      const agent = change(await agentOf(house, 'mail-assistant'));
      const calls = [
        () => house.call('admin', 'PUT', '/agents/mail-assistant', agent),
        () => house.call('admin', 'POST', '/import', { agents: [agent] }),
      ];
      for (const call of calls)
        expect(await house.changesNothing(call)).toMatchObject({
          status: 403,
          body: { code: 'needs-request', detail: expect.stringMatching(/^Nothing was/) },
        });
    });

  for (const [what, change] of Object.entries(CONNECTOR_WIDENINGS))
    story(`is refused where a connector ${what}`, async ({ house }) => {
      expect(
        (await house.call('admin', 'POST', '/import', { connectors: [PROBATION] })).status,
      ).toBe(200);
      const connectors = [change(await connectorOf(house, 'vault'))];
      const refused = await house.changesNothing(() =>
        house.call('admin', 'POST', '/import', { connectors }),
      );
      expect(refused).toMatchObject({ status: 403, body: { code: 'needs-request' } });
    });

  story(
    'is refused where what bounds an agent is loosened, by import and by PUT',
    async ({ house }) => {
      const before = await agentOf(house, 'mail-assistant');
      const bounds: Fields = {
        dataLabels: ['public', 'general'],
        criticality: 'high',
        retentionClass: 'regulated',
        contentSources: {
          allow: ['https://contoso.example/sites/*'],
          deny: ['https://contoso.example/sites/hr/*'],
        },
        quota: { perHour: 10 },
        models: ['gpt-5'],
        expires: '2027-01-31',
      };
      const bounded = { ...before, ...bounds };
      const put = (body: Fields) => house.call('admin', 'PUT', '/agents/mail-assistant', body);
      const joining = await put({ ...bounded, businessGroup: 'retail' });
      expect(joining).toMatchObject({ status: 403, body: { code: 'needs-request' } });
      expect(await put(bounded)).toMatchObject({ status: 200, body: bounds });
      const looser: Readonly<Record<string, unknown>> = {
        dataLabels: ['public', 'general', 'confidential'],
        criticality: 'normal',
        retentionClass: 'short',
        contentSources: {
          allow: ['https://contoso.example/*'],
          deny: ['https://contoso.example/sites/hr/*'],
        },
        quota: { perHour: 11 },
        models: ['gpt-5', 'phi-4'],
        expires: '2027-02-01',
      };
      for (const [field, value] of Object.entries(looser)) {
        const { [field]: _gone, ...without } = bounded;
        for (const body of [{ ...bounded, [field]: value }, without]) {
          expect([field, (await put(body)).status]).toEqual([field, 403]);
          const imported = await house.call('admin', 'POST', '/import', { agents: [body] });
          expect([field, imported.status]).toEqual([field, 403]);
        }
      }
      expect(
        await put({ ...bounded, quota: { perHour: 5, perDay: 50 }, dataLabels: [] }),
      ).toMatchObject({ status: 200 });
    },
  );

  story('is refused for a revoked connector that comes back', async ({ house }) => {
    const crm = await connectorOf(house, 'crm');
    const revoke = { connectors: [{ ...crm, status: 'revoked' }] };
    expect((await house.call('admin', 'POST', '/import', revoke)).status).toBe(200);
    for (const status of ['approved', 'probation'])
      expect(
        await house.call('admin', 'POST', '/import', { connectors: [{ ...crm, status }] }),
      ).toMatchObject({ status: 403, body: { code: 'needs-request' } });
  });

  story(
    'is refused step by step as well: what was dropped does not come back',
    async ({ house }) => {
      const mail = await connectorOf(house, 'mail');
      const tools = list(mail['tools']).filter(({ name }) => name !== 'send');
      expect(
        (await house.call('admin', 'POST', '/import', { connectors: [{ ...mail, tools }] })).status,
      ).toBe(200);
      const back = [...tools, { name: 'send', effect: 'read' }];
      expect(
        await house.call('admin', 'POST', '/import', { connectors: [{ ...mail, tools: back }] }),
      ).toMatchObject({ status: 403 });
      const agent = await agentOf(house);
      const put = (body: Fields) => house.call('admin', 'PUT', '/agents/crm-assistant', body);
      expect((await put({ ...agent, capabilities: [] })).status).toBe(200);
      expect(await put(agent)).toMatchObject({ status: 403, body: { code: 'needs-request' } });
    },
  );

  story('stops a whole import: nothing of it is written', async ({ house }) => {
    const agent = tierOn('mail', 'delegatedAction')(await agentOf(house, 'mail-assistant'));
    const fresh = { ...(await agentOf(house)), id: 'fresh' };
    const refused = await house.changesNothing(() =>
      house.call('admin', 'POST', '/import', { agents: [fresh, agent], connectors: [PROBATION] }),
    );
    expect(refused.status).toBe(403);
    expect((await house.call('admin', 'GET', '/agents/fresh')).status).toBe(404);
  });
});

describe('what allows less', () => {
  const judged = async (house: Story, action: Fields = SEND_MAIL) =>
    (await house.call('gateway', 'POST', '/authorize', action)).body;

  story('acts on the next call: a lower tier', async ({ house }) => {
    expect(await judged(house)).toMatchObject({ outcome: 'needsApproval' });
    const put = await house.call(
      'admin',
      'PUT',
      '/agents/crm-assistant',
      tierOn('mail', 'draftOnly')(await agentOf(house)),
    );
    expect(put).toMatchObject({ status: 200, body: { id: 'crm-assistant', status: 'active' } });
    expect(await judged(house)).toMatchObject({ outcome: 'deny', policies: ['above-tier'] });
  });

  story(
    'acts on the next call: a connector taken away, revoked, or out of an environment',
    async ({ house }) => {
      const search = { ...SEND_MAIL, tool: 'search', arguments: {} };
      expect(await judged(house, search)).toMatchObject({ outcome: 'allow' });
      const mail = await connectorOf(house, 'mail');
      const narrow = async (fields: Fields) =>
        house.call('admin', 'POST', '/import', { connectors: [{ ...mail, ...fields }] });
      expect((await narrow({ environments: ['dev', 'pilot'] })).body.connectors).toMatchObject({
        narrowed: 1,
      });
      expect(await judged(house, search)).toMatchObject({
        policies: ['connector-not-in-environment'],
      });
      await narrow({ environments: ['dev'], status: 'revoked' });
      expect(await judged(house, search)).toMatchObject({ policies: ['connector-not-approved'] });
      const agent = await agentOf(house);
      await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, capabilities: [] });
      const find = { ...SEND_MAIL, connectorId: 'crm', tool: 'findContact', arguments: {} };
      expect(await judged(house, find)).toMatchObject({ policies: ['no-capability'] });
    },
  );

  story(
    'acts on the next call: a lower phase, a lower ceiling, a stricter tool',
    async ({ house }) => {
      const agent = await agentOf(house);
      await house.call('admin', 'PUT', '/agents/crm-assistant', { ...agent, phase: 'pilot' });
      expect(await judged(house)).toMatchObject({ policies: ['no-external-action-in-pilot'] });
      const inside = { ...SEND_MAIL, arguments: { ...MAIL, to: ['pia@contoso.example'] } };
      expect(await judged(house, inside)).toMatchObject({ outcome: 'needsApproval' });
      const crm = await connectorOf(house, 'crm');
      const stricter = withTool('findContact', with_({ effect: 'write' }))(crm);
      await house.call('admin', 'POST', '/import', { connectors: [stricter] });
      const find = { ...SEND_MAIL, connectorId: 'crm', tool: 'findContact', arguments: {} };
      expect(await judged(house, find)).toMatchObject({ outcome: 'needsApproval' });
      await house.call('admin', 'POST', '/import', {
        connectors: [{ ...stricter, tierCeiling: 'readOnly' }],
      });
      expect(await judged(house, find)).toMatchObject({ policies: ['above-ceiling'] });
    },
  );

  story('twice is unchanged', async ({ house }) => {
    const agent = tierOn('mail', 'readOnly')(await agentOf(house));
    const agents = [agent];
    expect((await house.call('admin', 'POST', '/import', { agents })).body.agents).toEqual({
      added: 0,
      narrowed: 1,
      unchanged: 0,
    });
    const again = await house.changesNothing(() =>
      house.call('admin', 'POST', '/import', { agents }),
    );
    expect(again.body.agents).toEqual({ added: 0, narrowed: 0, unchanged: 1 });
  });
});

describe('an import', () => {
  story('adds agents and connectors that were not there', async ({ house }) => {
    const agent = { ...(await agentOf(house)), id: 'fresh', status: 'retired' };
    const imported = await house.call('admin', 'POST', '/import', {
      agents: [agent],
      connectors: [PROBATION],
    });
    expect(imported).toMatchObject({
      status: 200,
      body: { agents: { added: 1 }, connectors: { added: 1 } },
    });
    expect(await agentOf(house, 'fresh')).toMatchObject({ id: 'fresh', status: 'active' });
    const judged = await house.call('agent:fresh', 'POST', '/authorize', {
      ...SEND_MAIL,
      agentId: 'fresh',
    });
    expect(judged.body).toMatchObject({ outcome: 'needsApproval' });
  });

  story('of many lands whole', async ({ house }) => {
    const agent = await agentOf(house);
    const agents = Array.from({ length: 90 }, (_, n) => ({ ...agent, id: `fresh-${n}` }));
    const imported = await house.call(
      'admin',
      'POST',
      '/import',
      { agents },
      { 'idempotency-key': 'k' },
    );
    expect(imported.body.agents).toMatchObject({ added: 90 });
    const again = await house.call(
      'admin',
      'POST',
      '/import',
      { agents },
      { 'idempotency-key': 'k' },
    );
    expect(again.body).toEqual(imported.body);
    const { body, headers } = await house.call('gateway', 'GET', '/agents?limit=50');
    expect(body.items).toHaveLength(50);
    expect(headers.get('link')).toContain('rel="next"');
  });

  story('names every mistake, and writes nothing where there is one', async ({ house }) => {
    const agent = { ...(await agentOf(house)), id: 'fresh' };
    const wrong = {
      agents: [
        { ...agent, businessOwner: 'nobody@contoso.example', backupOwner: 'nor@contoso.example' },
        agent,
        { ...agent, capabilities: [{ connectorId: 'nothing', tier: 'readOnly', reason: 'x' }] },
      ],
    };
    const refused = await house.changesNothing(() => house.call('admin', 'POST', '/import', wrong));
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
    expect(refused.body.errors.map(({ path }: Fields) => path)).toEqual([
      'agents.1.id',
      'agents.2.id',
      'agents.0.businessOwner',
      'agents.0.backupOwner',
      'agents.2.capabilities.0.connectorId',
    ]);
  });

  story('is for admins', async ({ house }) => {
    for (const as of ['owner', 'board', 'security', 'gateway', 'agent:crm-assistant'])
      expect((await house.call(as, 'POST', '/import', {})).status).toBe(403);
  });
});

describe('an admin who names herself', () => {
  for (const seat of ['businessOwner', 'backupOwner'])
    story(`${seat} of an agent has no say in its requests`, async ({ house }) => {
      const agent = { ...(await agentOf(house)), [seat]: 'admin2@contoso.example' };
      expect((await house.call('admin2', 'PUT', '/agents/crm-assistant', agent)).status).toBe(200);
      const id = await house.asked();
      await house.leap(23 * 60 * 60 * 1_000);
      const { digest, mayAnswer } = await house.request(id);
      expect(JSON.stringify(mayAnswer)).not.toContain('Andrej');
      const tried = await house.changesNothing(() =>
        house.call('admin2', 'POST', `/requests/${id}/answer`, { answer: 'approve', digest }),
      );
      expect(tried).toMatchObject({
        status: 403,
        body: { detail: 'You cannot answer this, because you chose who answers for this agent.' },
      });
    });

  story('and is named by somebody else later has one', async ({ house }) => {
    const agent = { ...(await agentOf(house)), backupOwner: 'admin2@contoso.example' };
    expect((await house.call('admin', 'PUT', '/agents/crm-assistant', agent)).status).toBe(200);
    const id = await house.asked();
    await house.leap(23 * 60 * 60 * 1_000);
    const { digest } = await house.request(id);
    const answer = { answer: 'approve', digest };
    expect((await house.call('admin2', 'POST', `/requests/${id}/answer`, answer)).status).toBe(200);
  });
});
