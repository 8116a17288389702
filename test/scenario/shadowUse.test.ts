import { describe, expect } from 'vitest';
import { DAY } from '../../src/kernel/instant.ts';
import { hostileTexts } from '../support/hostileText.ts';
import { type Fields, type Story, story } from './story.ts';

const USE = {
  what: 'ChatBot  Pro',
  text: 'They paste customer lists into it.',
  where: 'Field sales',
};

const report = (house: Story, as: string, body: object = USE, headers = {}) =>
  house.call(as, 'POST', '/feedback/shadow-use', body, headers);

const alarmsOf = async (house: Story, kind: string): Promise<readonly Fields[]> =>
  (await house.call('security', 'GET', '/alarms?limit=200')).body.items.filter(
    (one: Fields) => one['kind'] === kind,
  );

describe('a report of what nobody registered', () => {
  story('is a case without an agent, for its reporter and those who oversee', async ({ house }) => {
    const { status, body, headers } = await report(house, 'pilot');
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/api/v1/feedback/F-1');
    expect(body).toMatchObject({
      id: 'F-1',
      category: 'shadowUse',
      workflow: 'chatbot pro',
      where: 'Field sales',
      text: USE.text,
      severity: 'medium',
      status: 'open',
    });
    expect(body.agentId).toBeUndefined();
    const read = async (as: string) => (await house.call(as, 'GET', '/feedback/F-1')).status;
    for (const as of ['pilot', 'admin', 'board', 'security']) expect(await read(as)).toBe(200);
    for (const as of ['outsider', 'owner']) expect(await read(as)).toBe(404);
    const found = await house.call('admin', 'GET', '/feedback?category=shadowUse');
    expect(found.body.items).toMatchObject([{ id: 'F-1', priority: { blocked: 1 } }]);
    expect((await house.call('owner', 'GET', '/feedback')).body.items).toEqual([]);
  });

  story('is triaged by admins and not by owners of agents', async ({ house }) => {
    await report(house, 'pilot');
    const triage = (as: string) =>
      house.call(as, 'POST', '/feedback/F-1/triage', {
        status: 'inProgress',
        note: 'We ask them.',
      });
    expect((await triage('owner')).status).toBe(404);
    expect(await triage('admin')).toMatchObject({ status: 200, body: { status: 'inProgress' } });
  });

  story('with the name of a registered agent is still not about that agent', async ({ house }) => {
    await report(house, 'pilot', { what: 'crm-assistant', text: 'A copy of it.' });
    expect((await house.call('owner', 'GET', '/feedback/F-1')).status).toBe(404);
    expect(await house.history('agent:crm-assistant')).not.toContain('feedback-reported');
  });

  story('is made by people, once a key, and bounded', async ({ house }) => {
    for (const as of ['gateway', 'agent:crm-assistant'])
      expect((await report(house, as)).status).toBe(403);
    const key = { 'idempotency-key': 'k-1' };
    const first = await report(house, 'pilot', USE, key);
    expect((await report(house, 'pilot', USE, key)).body.id).toBe(first.body.id);
    expect((await report(house, 'pilot', { ...USE, text: 'other' }, key)).status).toBe(409);
    for (const [path, body] of [
      ['what', { ...USE, what: ' ' }],
      ['what', { ...USE, what: 'x'.repeat(101) }],
      ['text', { ...USE, text: '' }],
      ['text', { ...USE, text: 'x'.repeat(4_001) }],
      ['where', { ...USE, where: 'x'.repeat(201) }],
      ['agentId', { ...USE, agentId: 'crm-assistant' }],
    ] as const) {
      const answer = await report(house, 'pilot', body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
      expect(JSON.stringify(answer.body.errors)).toContain(path);
    }
    expect((await house.call('admin', 'GET', '/feedback')).body.items).toHaveLength(1);
  });

  story('leaves the contract of a report about an agent as it was', async ({ house }) => {
    const about = { agentId: 'crm-assistant', category: 'shadowUse', text: 'x' };
    expect((await house.call('pilot', 'POST', '/feedback', about)).status).toBe(400);
    const categories = (await house.call('pilot', 'GET', '/feedback-categories')).body.items;
    expect(categories.map(({ id }: Fields) => id)).not.toContain('shadowUse');
  });

  story(
    'alarms once a day, and is counted in the digest, without anybody’s words',
    async ({ house }) => {
      for (const as of ['pilot', 'outsider', 'finance1']) await report(house, as);
      await house.settle();
      expect(await alarmsOf(house, 'shadowUse')).toMatchObject([
        { what: 'F-1 reports an agent, source or workaround that nobody registered.' },
      ]);
      const { sections } = (await house.call('board', 'GET', '/digests/2026-W47')).body;
      const { summary, metrics, items } = sections.find(({ id }: Fields) => id === 'feedback');
      expect(summary).toBe('3 reports. 1 defect is systemic.');
      expect(metrics).toContainEqual(
        expect.objectContaining({ id: 'feedback:shadowUse', value: 3, sampleSize: 3 }),
      );
      expect(items.map(({ text }: Fields) => text)).toContain('F-1: shadow use, medium');
      expect(JSON.stringify(items)).not.toContain('customer lists');
      await house.leap(DAY);
      await report(house, 'pilot');
      await house.settle();
      expect(await alarmsOf(house, 'shadowUse')).toHaveLength(2);
    },
  );

  story(
    'keeps hostile words as words: no agent, no key and no alarm is made of them',
    async ({ house }) => {
      for (const words of Object.values(hostileTexts).filter((text) => text.isWellFormed())) {
        const what = `x${words}`.slice(0, 100);
        const { status, body } = await report(house, 'pilot', {
          what,
          text: `x${words}`,
          where: what,
        });
        expect(status).toBe(201);
        expect(body).toMatchObject({ category: 'shadowUse', severity: 'medium', status: 'open' });
        expect(body.agentId).toBeUndefined();
      }
      const broken = await report(house, 'pilot', { ...USE, what: 'a\ud800b' });
      expect(broken.status).toBe(400);
      await house.settle();
      const all = await alarmsOf(house, 'shadowUse');
      expect(all.map(({ what }) => what)).toEqual([
        'F-1 reports an agent, source or workaround that nobody registered.',
      ]);
    },
  );
});
