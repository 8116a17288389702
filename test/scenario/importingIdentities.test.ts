import { describe, expect, test } from 'vitest';
import type { FoundAgent } from '../../src/kernel/inventorySource.ts';
import { type Fields, openStory, type Story } from './story.ts';

const objectId = (n: number): string => `${n}0000000-0000-4000-8000-0000000000e${n}`;
const identity = (n: number, name: string, isEnabled = true): FoundAgent => ({
  id: objectId(n),
  identity: objectId(n),
  name,
  isEnabled,
});
const DEFAULTS: Fields = {
  platform: 'copilotStudio',
  environment: 'pilot',
  phase: 'pilot',
  department: 'sales',
  businessOwner: 'owner@contoso.example',
  technicalOwner: 'admin@contoso.example',
  useCase: { outcome: 'to be said', successMetric: 'to be said', failureMode: 'to be said' },
  version: '1',
};
const ask = (house: Story, more: Fields = {}, query = '', as = 'admin') =>
  house.call(as, 'POST', `/import/entra${query}`, { ...DEFAULTS, ...more });

async function withIdentities(
  all: readonly FoundAgent[],
  run: (house: Story) => Promise<void>,
): Promise<void> {
  const house = await openStory({
    sources: [{ id: 'entra', read: async () => ({ agents: all, unread: [] }) }],
  });
  await run(house);
  await house.close();
  expect(house.alarms).toEqual([]);
}

describe('agent identities of Entra', () => {
  test('are shown before they are imported, and imported once', () =>
    withIdentities(
      [
        identity(1, 'Travel planner'),
        identity(2, 'Old one', false),
        identity(3, '¿Wer? — Ünïque'),
        identity(4, 'CRM assistant'),
        identity(5, 'Twin'),
        identity(6, 'Twin'),
        identity(7, '日本'),
      ],
      async (house) => {
        const preview = await house.changesNothing(() => ask(house, {}, '?preview=true'));
        expect(preview.body.changes.map(({ id }: Fields) => id)).toEqual([
          'travel-planner',
          'wer-n-que',
          'crm-assistant-40000000',
          'twin-50000000',
          'twin-60000000',
          'agent',
        ]);
        expect(preview.body.agents).toMatchObject({ added: 6, refused: 0 });
        expect((await ask(house)).body.agents).toEqual({ added: 6, narrowed: 0, unchanged: 0 });
        const agent = (await house.call('owner', 'GET', '/agents/travel-planner')).body;
        expect(agent).toMatchObject({
          displayName: 'Travel planner',
          businessOwner: 'owner@contoso.example',
          capabilities: [],
          identities: [objectId(1)],
          principals: [{ objectId: objectId(1), kind: 'agentIdentity' }],
        });
        const again = await house.changesNothing(() => ask(house));
        expect(again.body.agents).toEqual({ added: 0, narrowed: 0, unchanged: 0 });
      },
    ));

  test('are refused whole where nobody knows their owner', () =>
    withIdentities([identity(1, 'Travel planner')], async (house) => {
      const unknown = { businessOwner: 'nobody@contoso.example' };
      const refused = await house.changesNothing(() => ask(house, unknown));
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
      const { body } = await ask(house, unknown, '?preview=true');
      expect(body.changes).toMatchObject([{ id: 'travel-planner', change: 'refused' }]);
      expect((await ask(house, { capabilities: [] })).status).toBe(400);
    }));

  test('are an admin’s to import', () =>
    withIdentities([identity(1, 'Travel planner')], async (house) => {
      for (const as of ['owner', 'board', 'security', 'gateway', 'agent:crm-assistant'])
        expect((await house.changesNothing(() => ask(house, {}, '', as))).status).toBe(403);
    }));

  test('are not there where the mode has no directory of them', async () => {
    const house = await openStory();
    expect(await ask(house)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    await house.close();
  });
});
