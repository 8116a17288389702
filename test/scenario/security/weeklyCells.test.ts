import { expect } from 'vitest';
import { SEND_MAIL, story } from '../story.ts';

/** Names of workflows as an agent can make them up: long, and longer still once they are written as JSON. */
const names = (n: number): string => `${String(n).padStart(4, '0')}${'\u0001"\\'.repeat(32)}`;

story('an agent fills no counters until nobody can write any more', async ({ house }) => {
  const id = await house.asked();
  const { digest } = await house.request(id);
  const authorize = (agentId: string, more: object) =>
    house.call(`agent:${agentId}`, 'POST', '/authorize', { ...SEND_MAIL, agentId, ...more });
  for (let n = 0; n < 240; n += 1) {
    const denied = await authorize('crm-assistant', { tool: 'nothing', workflow: names(n) });
    expect(denied).toMatchObject({ status: 200, body: { outcome: 'deny' } });
    const pending = await authorize('crm-assistant', { workflow: names(n) });
    expect(pending).toMatchObject({ status: 200, body: { requestId: id } });
  }
  const search = { tool: 'search', workflow: 'a flow of another agent, with a name of its own' };
  expect((await authorize('mail-assistant', search)).body.outcome).toBe('allow');
  const answer = { answer: 'approve', digest };
  const approved = await house.call('owner', 'POST', `/requests/${id}/answer`, answer);
  expect(approved).toMatchObject({ status: 200, body: { status: 'approved' } });
});

story('a name that is cut within a character is still a name', async ({ house }) => {
  for (const length of [39, 59]) {
    const { status } = await house.call('agent:crm-assistant', 'POST', '/authorize', {
      ...SEND_MAIL,
      tool: 'createDraft',
      workflow: `${'x'.repeat(length)}\u{1f639} and on`,
    });
    expect(status).toBe(200);
  }
});

story(
  'agents that nobody registered, and an agent with many workflows, hide nobody from the digest',
  async ({ house }) => {
    const call = (as: string, agentId: string, more: object = {}) =>
      house.call(as, 'POST', '/authorize', {
        agentId,
        connectorId: 'crm',
        tool: 'findContact',
        arguments: {},
        ...more,
      });
    for (let n = 0; n < 230; n += 1) {
      expect((await call('gateway', `ghost-${n}`)).body.policies).toEqual(['agent-unknown']);
      await call('agent:crm-assistant', 'crm-assistant', { workflow: `flow-${n}` });
    }
    for (const workflow of ['new-flow-1', 'new-flow-2']) {
      const more = { workflow, connectorId: 'mail', tool: 'search' };
      expect((await call('agent:mail-assistant', 'mail-assistant', more)).body.outcome).toBe(
        'allow',
      );
    }
    const { body } = await house.call('board', 'GET', '/digests/2026-W47');
    const [section] = (body.sections as Section[]).filter(({ id }) => id === 'metrics');
    const shown = new Set(section?.metrics?.map(({ cohort }) => cohort));
    expect([...shown].filter((cohort) => cohort?.includes('ghost'))).toEqual([]);
    expect([...shown].filter((cohort) => cohort?.startsWith('sales~flow-'))).toHaveLength(8);
    for (const cohort of ['unknown', 'sales~other', 'sales~new-flow-1', 'sales~new-flow-2'])
      expect(shown).toContain(cohort);
    const denied = section?.metrics?.find(({ id }) => id === 'denied:unknown');
    expect(denied).toMatchObject({ value: 1, sampleSize: 230 });
    expect(section?.items?.map(({ text }) => text)).toEqual([
      '230 calls named agents that nobody registered: they stand under "unknown".',
      expect.stringContaining('stands under "sales~other"'),
    ]);
  },
);

interface Section {
  readonly id: string;
  readonly metrics?: readonly { id: string; cohort?: string; value?: number; sampleSize: number }[];
  readonly items?: readonly { text: string }[];
}
