import { describe, expect, it } from 'vitest';
import { MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { answer, approvedBy, ask, opened, reviewersCome } from './rights.ts';
import { type Fields, openStory, SEND_MAIL, type Story, story, wordsOn } from './story.ts';

const DRAFT: Fields = { connectorId: 'mail', tool: 'createDraft', arguments: {} };
const MORE: Fields = {
  kind: 'modelList',
  businessGroup: 'finance',
  add: ['o9', 'phi-4*'],
  reason: 'The close of the quarter needs reasoning.',
};

/** An agent of the group, beside the one of sales. */
async function payer(house: Story): Promise<void> {
  const { body } = await house.call('admin', 'GET', '/agents/crm-assistant');
  const agents = [{ ...body, id: 'payer', businessGroup: 'finance' }];
  expect(await house.call('admin', 'POST', '/import', { agents })).toMatchObject({ status: 200 });
}

const put = (house: Story, models: readonly string[], { as = 'admin', group = 'finance' } = {}) =>
  house.call(as, 'PUT', `/model-lists/${encodeURIComponent(group)}`, {
    models,
    reason: 'Preview models leave the EU.',
  });

const lists = async (house: Story): Promise<readonly Fields[]> =>
  (await house.call('pilot', 'GET', '/model-lists')).body.items;

/** What comes of a call on that model. */
async function said(house: Story, model: string, call: Fields = DRAFT): Promise<string> {
  const body = { ...call, agentId: 'payer', model };
  return (await house.call('gateway', 'POST', '/authorize', body)).body.outcome;
}

describe('the list of a business group', () => {
  story('is narrowed by an admin, and counts at once', async ({ house }) => {
    await payer(house);
    expect(await lists(house)).toEqual([]);
    expect(await said(house, 'o9')).toBe('allow');
    expect(await put(house, ['gpt-5', 'o9'])).toMatchObject({
      status: 200,
      body: {
        businessGroup: 'finance',
        models: ['gpt-5', 'o9'],
        agents: 1,
        setBy: { kind: 'person' },
      },
    });
    expect(await put(house, ['gpt-5'], { group: 'Finance' })).toMatchObject({ status: 200 });
    expect(await said(house, 'o9')).toBe('deny');
    expect(await said(house, 'gpt-5')).toBe('allow');
    expect(await lists(house)).toMatchObject([{ models: ['gpt-5'] }]);
    expect(await house.history('models')).toEqual(['model-list-set', 'model-list-set']);
    const { body } = await house.call('board', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(body)).toContain('The list of models that Finance may use was narrowed');
    const sheet = await house.call('pilot', 'GET', '/agents/payer/factsheet');
    expect(sheet.body.limits).toContain('Models that finance may use: gpt-5.');
  });

  story('is narrowed by nobody else, and widened by no edit', async ({ house }) => {
    await put(house, ['gpt-5']);
    for (const as of ['board', 'owner', 'security', 'outsider', 'gateway', 'agent:crm-assistant'])
      expect([as, (await house.changesNothing(() => put(house, [], { as }))).status]).toEqual([
        as,
        403,
      ]);
    for (const models of [['gpt-5', 'o9'], ['gpt*'], ['*']])
      expect(await house.changesNothing(() => put(house, models))).toMatchObject({
        status: 403,
        body: { code: 'needs-request', detail: expect.stringContaining('modelList') },
      });
    for (const models of [['*-preview'], [''], ['gpt-5', 'gpt-5'], 'gpt-5'])
      expect((await put(house, models as string[])).status).toBe(400);
  });

  story('gets more by a request that security and the board agree to', async ({ house }) => {
    await payer(house);
    await reviewersCome(house);
    await put(house, ['gpt-5']);
    const id = await opened(house, 'pilot', MORE);
    expect(await house.request(id)).toMatchObject({
      kind: 'modelList',
      businessGroup: 'finance',
      models: ['gpt-5'],
      adds: ['o9', 'phi-4*'],
      groupAgents: 1,
      does: 'let finance use more models',
      stages: [{ seat: 'security reviewer' }, { seat: 'review board' }],
    });
    expect((await ask(house, 'pilot', MORE)).body.id).toBe(id);
    const words = wordsOn(house.seenBy('security', id));
    for (const part of ['A proposal wants to let finance use more models', 'gpt-5', 'o9, phi-4*'])
      expect(words).toContain(part);
    expect(words).toContain('From now on 1 agent of finance may use these models too');
    for (const name of ['owner', 'admin', 'outsider', 'pilot'])
      expect([403, 404]).toContain((await answer(house, name, id)).status);
    expect(await said(house, 'o9')).toBe('deny');
    await house.click('security', id, 'approve');
    expect(await said(house, 'o9')).toBe('deny');
    await house.click('board', id, 'approve');
    expect(await said(house, 'o9')).toBe('allow');
    expect(await said(house, 'phi-4-mini')).toBe('allow');
    expect(await said(house, 'gpt-5-preview')).toBe('deny');
    expect(await lists(house)).toMatchObject([{ models: ['gpt-5', 'o9', 'phi-4*'], request: id }]);
    expect((await house.lines({ subject: id })).map(({ type }) => type)).toContain(
      'model-list-set',
    );
    expect(await house.say('pilot', `why ${id}`)).toContain('until an admin narrows it');
    const { body } = await house.call('board', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(body)).toContain(`finance may use more models by the request ${id}`);
  });

  story('is asked for where it bounds, and from where it stands', async ({ house }) => {
    await reviewersCome(house);
    const not = { status: 409, body: { code: 'not-needed' } };
    expect(await ask(house, 'pilot', MORE)).toMatchObject(not);
    await put(house, ['gpt-5', 'o*']);
    expect(await ask(house, 'pilot', MORE)).toMatchObject(not);
    for (const wrong of [{ unbounded: true }, { add: [] }, { add: undefined }])
      expect((await ask(house, 'pilot', { ...MORE, ...wrong })).status).toBe(400);
    for (const as of ['gateway', 'agent:crm-assistant'])
      expect((await ask(house, as, MORE)).status).toBe(403);
    const lifted = await opened(house, 'pilot', { ...MORE, add: undefined, unbounded: true });
    await approvedBy(house, lifted, 'security');
    await put(house, ['gpt-5']);
    expect(await answer(house, 'board', lifted)).toMatchObject({
      status: 409,
      body: { code: 'action-changed' },
    });
    const again = await opened(house, 'pilot', { ...MORE, add: undefined, unbounded: true });
    await approvedBy(house, again, 'security', 'board');
    const [list] = await lists(house);
    expect(list).toMatchObject({ businessGroup: 'finance', request: again });
    expect(list).not.toHaveProperty('models');
    expect(await put(house, ['gpt-5'])).toMatchObject({ status: 200 });
  });

  story('holds for what people approved before it was narrowed', async ({ house }) => {
    await payer(house);
    await put(house, ['gpt-5', 'o9']);
    const call = { ...SEND_MAIL, agentId: 'payer', model: 'o9' };
    const { body } = await house.call('gateway', 'POST', '/authorize', call);
    await house.settle();
    await house.click('owner', body.requestId, 'approve');
    const receipt = await house.receipt(body.requestId);
    await put(house, ['gpt-5']);
    expect(await house.redeem(receipt)).toMatchObject({
      status: 403,
      body: { code: 'policy-changed' },
    });
  });

  story('counts in a simulation as it was when the call came', async ({ house }) => {
    await payer(house);
    await put(house, ['gpt-5', 'o9']);
    await said(house, 'o9');
    await put(house, ['gpt-5']);
    await said(house, 'o9');
    const { body } = await house.call('board', 'POST', '/policy/simulate', { files: [] });
    expect(body).toMatchObject({ judged: 2, unchanged: 2, otherwiseSince: 0 });
  });
});

describe('on two servers', () => {
  it('a list narrowed on one denies on the other at once', async () => {
    const shared = { table: new MemoryTable(), checkpoints: new MemoryCheckpoints() };
    const first = await openStory(shared);
    await payer(first);
    const second = await openStory(shared);
    expect(await said(second, 'o9')).toBe('allow');
    expect(await put(first, ['gpt-5'])).toMatchObject({ status: 200 });
    // Nothing has told the second server yet but the fence on its lane.
    expect(await said(second, 'o9')).toBe('deny');
    await second.close();
    await first.close();
  });

  it('a setting is what a ledger begins with, and no more', async () => {
    const shared = { table: new MemoryTable(), checkpoints: new MemoryCheckpoints() };
    const first = await openStory({ ...shared, modelsByGroup: { finance: ['gpt-5', 'o9'] } });
    expect(await lists(first)).toMatchObject([
      { businessGroup: 'finance', models: ['gpt-5', 'o9'], setBy: { kind: 'system' } },
    ]);
    await put(first, ['gpt-5']);
    await first.close();
    const later = { finance: ['*'], legal: [] };
    const second = await openStory({ ...shared, modelsByGroup: later });
    expect(await lists(second)).toMatchObject([
      { businessGroup: 'finance', models: ['gpt-5'] },
      { businessGroup: 'legal', models: [] },
    ]);
    await second.close();
  });
});
