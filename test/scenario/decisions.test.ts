import { describe, expect } from 'vitest';
import { type Fields, SEND_MAIL, story } from './story.ts';

const DRAFT = { ...SEND_MAIL, tool: 'createDraft' };
const QUESTIONS = ['triggeredBy', 'why', 'permission', 'humanApproval', 'outputUsed'];

describe('a decision', () => {
  story('answers the five questions', async ({ house }) => {
    const asked = await house.call('agent:crm-assistant', 'POST', '/authorize', {
      ...SEND_MAIL,
      justification: 'Emma asked for it',
      onBehalfOf: 'emma@fabrikam.example',
      surface: 'Outlook',
      sessionId: 's-1',
      agentVersion: '2.5.0',
      workflow: 'offers',
    });
    const path = `/decisions/${asked.body.decisionId}`;
    const before = (await house.call('board', 'GET', path)).body;
    expect(Object.keys(before.questions)).toEqual(QUESTIONS);
    expect(before).toMatchObject({
      id: asked.body.decisionId,
      agentId: 'crm-assistant',
      connectorId: 'mail',
      tool: 'send',
      outcome: 'needsApproval',
      actionDigest: asked.body.actionDigest,
      requestId: 'AR-1',
      workflow: 'offers',
      environment: 'production',
      phase: 'department',
      labels: ['public', 'general', 'confidential'],
      audiences: ['unknown'],
      questions: {
        triggeredBy: {
          known: true,
          answer:
            'The agent itself (crm-assistant 2.5.0), on behalf of emma@fabrikam.example, from Outlook.',
        },
        why: { known: true, answer: "In the agent's own words: Emma asked for it" },
        permission: {
          known: true,
          answer:
            'The tool mail/send sends something out, so the business owner of the agent crm-assistant has to approve it. The rule is a-person-approves.',
        },
        humanApproval: { known: false, answer: 'Not yet: AR-1 is pending.' },
        outputUsed: { known: false, answer: 'Nothing was reported yet.' },
      },
    });
    await house.settle();
    await house.click('owner', 'AR-1', 'approve');
    await house.redeem(await house.receipt('AR-1'));
    const report = { decisionId: asked.body.decisionId, outcome: 'edited', edit: 'light' };
    await house.call('agent:crm-assistant', 'POST', '/outcomes', report);
    expect((await house.call('board', 'GET', path)).body.questions).toMatchObject({
      humanApproval: { known: true, answer: 'Yes: Olivia Owner did. AR-1 is redeemed.' },
      outputUsed: { known: true, answer: 'It was reported as edited (light edit).' },
    });
  });

  story(
    'keeps when, whence, whose token, which version, capability, policy and context',
    async ({ house }) => {
      const context = { promptHash: 'a'.repeat(64), contextRef: 'sharepoint:runs/17' };
      const call = { ...DRAFT, justification: 'Emma asked', surface: 'Outlook', context };
      const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', call);
      const shown = (await house.call('board', 'GET', `/decisions/${body.decisionId}`)).body;
      expect(shown).toMatchObject({
        at: '2026-11-20T09:00:00.000Z',
        surface: 'Outlook',
        agentVersion: '2.4.0',
        bundle: body.bundle,
        outcome: 'allow',
        identity: { kind: 'agent', objectId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        permission: { tier: 'delegatedAction', reason: expect.any(String) },
        context,
      });
      for (const wrong of [{ promptHash: 'abc' }, { prompt: 'Dear Emma' }, { contextRef: '' }])
        expect(
          (await house.call('gateway', 'POST', '/authorize', { ...call, context: wrong })).status,
        ).toBe(400);
    },
  );

  story('names the request that raised its tier, and links to it', async ({ house }) => {
    for (const name of ['security', 'pilot']) await house.teams.install(house.person(name));
    const raise = {
      kind: 'tierEscalation',
      agentId: 'mail-assistant',
      connectorId: 'mail',
      toTier: 'delegatedAction',
      reason: 'It goes well.',
    };
    const { id, digest } = (await house.call('pilot', 'POST', '/requests', raise)).body;
    for (const name of ['owner', 'security'])
      await house.call(name, 'POST', `/requests/${id}/answer`, { answer: 'approve', digest });
    const inside = {
      ...SEND_MAIL,
      agentId: 'mail-assistant',
      arguments: { to: ['owner@contoso.example'] },
    };
    const { body } = await house.call('gateway', 'POST', '/authorize', inside);
    const shown = (await house.call('board', 'GET', `/decisions/${body.decisionId}`)).body;
    expect(shown).toMatchObject({
      permission: { tier: 'delegatedAction', raisedBy: id },
      identity: { kind: 'gateway' },
      questions: {
        permission: { link: `/requests/${id}`, answer: expect.stringContaining(`raised by ${id}`) },
        humanApproval: { link: `/requests/${body.requestId}`, known: false },
      },
    });
    await house.settle();
    await house.click('owner', body.requestId, 'reject');
    expect(
      (await house.call('board', 'GET', `/decisions/${body.decisionId}`)).body.questions,
    ).toMatchObject({
      humanApproval: { known: true, answer: `No: ${body.requestId} is rejected.` },
      outputUsed: { known: true, answer: `Nothing was done: ${body.requestId} is rejected.` },
    });
  });

  story('that allows or denies answers them too', async ({ house }) => {
    const allowed = await house.call('gateway', 'POST', '/authorize', DRAFT);
    const denied = await house.call('gateway', 'POST', '/authorize', { ...DRAFT, tool: 'erase' });
    const questions = async (id: string) =>
      (await house.call('admin', 'GET', `/decisions/${id}`)).body.questions;
    expect(await questions(allowed.body.decisionId)).toMatchObject({
      triggeredBy: { answer: 'A gateway (crm-assistant 2.4.0).' },
      why: { known: false },
      permission: { answer: expect.stringContaining('by its tier delegatedAction') },
      humanApproval: { answer: 'No, and none was needed.' },
    });
    expect(await questions(denied.body.decisionId)).toMatchObject({
      permission: { answer: 'None. "erase" is not a tool in the catalogue of mail.' },
      humanApproval: { answer: 'No.' },
      outputUsed: { known: true, answer: 'Nothing was done.' },
    });
  });

  story(
    'is for overseers, the agent’s owners, the agent itself and gateways',
    async ({ house }) => {
      const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', DRAFT);
      const path = `/decisions/${body.decisionId}`;
      for (const as of [
        'admin',
        'board',
        'security',
        'owner',
        'owner2',
        'gateway',
        'agent:crm-assistant',
      ])
        expect((await house.call(as, 'GET', path)).status, as).toBe(200);
      for (const as of ['outsider', 'pilot', 'finance1', 'agent:mail-assistant'])
        expect((await house.call(as, 'GET', path)).status, as).toBe(404);
      for (const id of ['D-00-999', 'D-99-1', 'D-g-1', 'D-g-99999'])
        expect((await house.call('board', 'GET', `/decisions/${id}`)).status, id).toBe(404);
      for (const id of ['D-0-1', 'D-g-0', 'AR-1', 'x'])
        expect((await house.call('board', 'GET', `/decisions/${id}`)).status, id).toBe(404);
    },
  );

  story('is found in a list, the newest first, page by page', async ({ house }) => {
    const call = (tool: string) => house.call('gateway', 'POST', '/authorize', { ...DRAFT, tool });
    const ids: string[] = [];
    for (const tool of ['createDraft', 'erase', 'send', 'search', 'createDraft']) {
      await house.clock.pass(1_000);
      ids.unshift((await call(tool)).body.decisionId);
    }
    const list = async (as: string, query: string) =>
      (await house.call(as, 'GET', `/decisions?${query}`)).body.items;
    const own = await list('owner', 'agentId=crm-assistant');
    expect(own.map(({ id }: Fields) => id)).toEqual(ids);
    expect(own.map(({ outcome }: Fields) => outcome)).toEqual([
      'allow',
      'allow',
      'needsApproval',
      'deny',
      'allow',
    ]);
    expect(own[2]).toMatchObject({ connectorId: 'mail', tool: 'send', requestId: 'AR-1' });
    expect(JSON.stringify(own)).not.toContain('Dear Emma');
    expect(await list('board', 'outcome=deny')).toHaveLength(1);
    expect(await list('board', 'connectorId=crm')).toEqual([]);
    const pages: string[] = [];
    for (let path = '/decisions?limit=2'; path !== ''; ) {
      const { body, headers } = await house.call('board', 'GET', path);
      pages.push(...body.items.map(({ id }: Fields) => id));
      expect(body.items.length).toBeLessThanOrEqual(2);
      path = /<\/api\/v1([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    }
    expect(pages).toEqual(ids);
  });

  story('is listed for nobody else', async ({ house }) => {
    await house.call('gateway', 'POST', '/authorize', DRAFT);
    const found = async (as: string, query: string) =>
      (await house.call(as, 'GET', `/decisions${query}`)).body.items.length;
    for (const query of ['', '?agentId=crm-assistant']) {
      for (const as of ['owner', 'owner2', 'admin', 'security', 'gateway', 'agent:crm-assistant'])
        expect(await found(as, query), as + query).toBe(1);
      for (const as of ['outsider', 'pilot', 'finance1', 'agent:mail-assistant'])
        expect(await found(as, query), as + query).toBe(0);
    }
    for (const query of ['?after=x', '?after=g.1_', '?limit=0', '?outcome=yes'])
      expect((await house.call('board', 'GET', `/decisions${query}`)).status, query).toBe(400);
  });

  story('is told before anything happens, and stands in the ledger', async ({ house }) => {
    const { body } = await house.call('gateway', 'POST', '/authorize', DRAFT);
    const [line] = await house.lines({ subject: body.decisionId });
    expect(line).toMatchObject({
      type: 'action-authorized',
      by: { kind: 'gateway' },
      data: { outcome: 'allow', agent: 'crm-assistant', tool: 'createDraft' },
    });
    expect(JSON.stringify(line)).not.toContain('Dear Emma');
  });
});

describe('the outcome of a decision', () => {
  const report = (decisionId: string, more: Fields = {}) => ({
    decisionId,
    outcome: 'used',
    ...more,
  });

  story('is reported once', async ({ house }) => {
    const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', DRAFT);
    const path = '/outcomes';
    const first = await house.call(
      'agent:crm-assistant',
      'POST',
      path,
      report(body.decisionId, { seconds: 12.5 }),
    );
    expect(first).toMatchObject({
      status: 200,
      body: { decisionId: body.decisionId, outcome: 'used' },
    });
    const same = await house.changesNothing(() =>
      house.call('agent:crm-assistant', 'POST', path, report(body.decisionId, { seconds: 12.5 })),
    );
    expect(same.status).toBe(200);
    const other = await house.changesNothing(() =>
      house.call('gateway', 'POST', path, report(body.decisionId, { outcome: 'failed' })),
    );
    expect(other).toMatchObject({ status: 409, body: { code: 'already-reported' } });
    const [, line] = await house.lines({ subject: body.decisionId });
    expect(line).toMatchObject({
      type: 'outcome-reported',
      data: { outcome: 'used', seconds: 12.5 },
    });
  });

  story('at the same moment is one', async ({ house }) => {
    for (const action of [DRAFT, SEND_MAIL]) {
      const { body } = await house.call('gateway', 'POST', '/authorize', action);
      const reports = await Promise.all(
        ['used', 'edited', 'discarded', 'failed'].map((outcome) =>
          house.call('gateway', 'POST', '/outcomes', report(body.decisionId, { outcome })),
        ),
      );
      expect(reports.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        200, 409, 409, 409,
      ]);
    }
  });

  story('is for the agent and gateways, and for what was not denied', async ({ house }) => {
    const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', DRAFT);
    for (const as of ['agent:mail-assistant', 'agent:nobody'])
      expect((await house.call(as, 'POST', '/outcomes', report(body.decisionId))).status).toBe(404);
    for (const as of ['owner', 'admin', 'board'])
      expect((await house.call(as, 'POST', '/outcomes', report(body.decisionId))).status).toBe(403);
    const denied = await house.call('gateway', 'POST', '/authorize', { ...DRAFT, tool: 'erase' });
    expect(
      await house.changesNothing(() =>
        house.call('gateway', 'POST', '/outcomes', report(denied.body.decisionId)),
      ),
    ).toMatchObject({ status: 409 });
    expect((await house.call('gateway', 'POST', '/outcomes', report('D-00-99'))).status).toBe(404);
  });

  story('says how heavy an edit was only where it was edited', async ({ house }) => {
    const { body } = await house.call('gateway', 'POST', '/authorize', DRAFT);
    const wrong = await house.call(
      'gateway',
      'POST',
      '/outcomes',
      report(body.decisionId, { edit: 'heavy' }),
    );
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'edit' }] } });
  });
});

describe('a dry run', () => {
  story('judges and records nothing', async ({ house }) => {
    const actions = [
      SEND_MAIL,
      DRAFT,
      { ...DRAFT, tool: 'erase' },
      { ...SEND_MAIL, agentId: 'crm-assistant' },
    ];
    for (const action of actions) {
      const dry = await house.changesNothing(() =>
        house.call(
          'gateway',
          'POST',
          '/authorize',
          { ...action, dryRun: true },
          { 'idempotency-key': 'k' },
        ),
      );
      expect(dry.status).toBe(200);
      expect(dry.body).not.toHaveProperty('decisionId');
      expect(dry.body).not.toHaveProperty('requestId');
      const real = await house.call('gateway', 'POST', '/authorize', action);
      expect(dry.body).toMatchObject({
        outcome: real.body.outcome,
        actionDigest: real.body.actionDigest,
      });
    }
  });

  story('is no way around whom a token speaks for', async ({ house }) => {
    const dry = await house.call('agent:mail-assistant', 'POST', '/authorize', {
      ...DRAFT,
      dryRun: true,
    });
    expect(dry).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});
