import { describe, expect } from 'vitest';
import { DAY, plus } from '../../src/kernel/instant.ts';
import { type Fields, SEND_MAIL, type Story, story } from './story.ts';

const control = async (house: Story, id: string, as = 'board'): Promise<Fields> => {
  const { body } = await house.call(as, 'GET', '/controls');
  return (body.items as Fields[]).find((one) => one['id'] === id) ?? expect.fail(`no ${id}`);
};

const put = async (house: Story, id: string, more: Fields): Promise<void> => {
  const { body } = await house.call('admin', 'GET', `/agents/${id}`);
  expect((await house.call('admin', 'PUT', `/agents/${id}`, { ...body, ...more })).status).toBe(
    200,
  );
};

describe('the control matrix', () => {
  story('has seven areas, for those who oversee', async ({ house }) => {
    for (const who of ['admin', 'board', 'security']) {
      const { status, body } = await house.call(who, 'GET', '/controls');
      expect(status).toBe(200);
      expect(body.items.map(({ id }: Fields) => id)).toEqual([
        'identity',
        'tenant',
        'audit',
        'approval',
        'metrics',
        'retention',
        'releases',
      ]);
      for (const { status: found, because, next } of body.items) {
        expect(because).toMatch(/^[A-Z0-9].*\.$/);
        if (found === 'inPlace') expect(next).toBeUndefined();
      }
    }
    for (const who of ['owner', 'pilot', 'outsider', 'gateway', 'agent:crm-assistant'])
      expect((await house.call(who, 'GET', '/controls')).status).toBe(403);
  });

  story('follows the registry: a retention class for each agent', async ({ house }) => {
    expect(await control(house, 'retention')).toMatchObject({
      status: 'attention',
      because: expect.stringContaining('crm-assistant'),
      next: expect.stringContaining('retentionClass'),
    });
    const { body } = await house.call('admin', 'GET', '/agents');
    for (const { id } of body.items) await put(house, id, { retentionClass: 'standard' });
    const found = await control(house, 'retention');
    expect(found).toMatchObject({ status: 'inPlace' });
    expect(found).not.toHaveProperty('next');
  });

  story('follows the lists: a probation that ended without a decision', async ({ house }) => {
    expect(await control(house, 'tenant')).toMatchObject({ status: 'inPlace' });
    const connector = {
      id: 'wiki',
      displayName: 'Wiki',
      status: 'probation',
      environments: ['dev'],
      tierCeiling: 'draftOnly',
      labels: ['general'],
      systemClass: 'knowledge',
      tools: [],
      probationEnds: plus(house.clock.now(), DAY),
    };
    expect(
      (await house.call('admin', 'POST', '/import', { agents: [], connectors: [connector] }))
        .status,
    ).toBe(200);
    await house.clock.leap(2 * DAY);
    expect(await control(house, 'tenant')).toMatchObject({
      status: 'attention',
      next: 'Promote, extend or revoke: wiki.',
    });
  });

  story('follows the ledger: outcomes that nobody reports', async ({ house }) => {
    expect(await control(house, 'metrics')).toMatchObject({ status: 'notYet' });
    const { body } = await house.call('gateway', 'POST', '/authorize', {
      ...SEND_MAIL,
      tool: 'search',
      arguments: { query: 'offer' },
    });
    expect(await control(house, 'metrics')).toMatchObject({
      status: 'attention',
      because: expect.stringContaining('1 decision '),
    });
    await house.call('gateway', 'POST', '/outcomes', {
      decisionId: body.decisionId,
      outcome: 'used',
    });
    expect(await control(house, 'metrics')).toMatchObject({ status: 'inPlace' });
  });

  story('follows the inventory: an agent without an identity on record', async ({ house }) => {
    expect(await control(house, 'identity')).toMatchObject({ status: 'attention' });
    const { body } = await house.call('admin', 'GET', '/agents');
    for (const [i, { id }] of body.items.entries())
      await put(house, id, {
        principals: [
          { objectId: `00000000-0000-4000-8000-00000000a0b${i}`, kind: 'agentIdentity' },
        ],
      });
    expect(await control(house, 'identity')).toMatchObject({
      status: 'attention',
      next: expect.stringContaining('STEP_UP'),
    });
  });
});
