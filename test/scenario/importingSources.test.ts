import { describe, expect, test } from 'vitest';
import type { Inventory, InventorySource, SourceId } from '../../src/kernel/inventorySource.ts';
import { signature } from '../support/signature.ts';
import type { HouseOptions } from '../support/wholeHouse.ts';
import { type Fields, openStory, type Story } from './story.ts';

const SECRET = Buffer.alloc(32, 1);
const DEFAULTS: Fields = {
  environment: 'pilot',
  phase: 'pilot',
  department: 'sales',
  businessOwner: 'owner@contoso.example',
  technicalOwner: 'admin@contoso.example',
  useCase: { outcome: 'to be said', successMetric: 'to be said', failureMode: 'to be said' },
  version: '1',
};
interface Asking {
  readonly as?: string;
  readonly preview?: boolean;
  readonly platform?: string;
}

const from = (
  house: Story,
  source: string,
  { as = 'admin', preview = false, ...more }: Asking = {},
) =>
  house.call(as, 'POST', `/import/sources/${source}?preview=${preview}`, { ...DEFAULTS, ...more });

const shows = (id: SourceId, inventory: Partial<Inventory>) => ({
  id,
  read: async () => ({ agents: [], unread: [], ...inventory }),
});
const GUID = '10000000-0000-4000-8000-0000000000e1';

async function withSources(
  options: HouseOptions,
  run: (house: Story) => Promise<void>,
): Promise<void> {
  const house = await openStory(options);
  await run(house);
  await house.close();
  expect(house.alarms).toEqual([]);
}

describe('sources', () => {
  test('are listed, with what to set for those that are not read', () =>
    withSources(
      { sources: [shows('copilotStudio', {})], inventorySecrets: new Map([['desk', [SECRET]]]) },
      async (house) => {
        const { items } = (await house.call('admin', 'GET', '/import/sources')).body;
        expect(items.map(({ id }: Fields) => id)).toEqual([
          'entra',
          'copilot',
          'copilotStudio',
          'foundry',
          'desk',
        ]);
        const ready = items.filter(({ needs }: Fields) => needs === undefined);
        expect(ready.map(({ id }: Fields) => id)).toEqual(['copilotStudio', 'desk']);
        expect(items[3].needs).toContain('FOUNDRY_PROJECTS');
        const refused = await house.changesNothing(() => from(house, 'foundry'));
        expect(refused).toMatchObject({ status: 404, body: { code: 'not-found' } });
        expect(refused.body.detail).toContain('FOUNDRY_PROJECTS');
        expect((await from(house, 'sales')).status).toBe(404);
        for (const as of ['owner', 'board', 'security', 'gateway', 'agent:crm-assistant']) {
          expect((await house.call(as, 'GET', '/import/sources')).status).toBe(403);
          expect((await from(house, 'copilotStudio', { as })).status).toBe(403);
        }
      },
    ));

  test('give their agents once, and are known again by their own ids', () =>
    withSources(
      {
        sources: [
          shows('copilotStudio', {
            agents: [
              { id: GUID, name: 'CRM assistant', isEnabled: true },
              { id: 'twin-1', name: 'Twin', isEnabled: true, version: '7' },
              { id: 'twin-2', name: 'Twin', isEnabled: true },
              { id: 'off', name: 'Off', isEnabled: false },
            ],
            unread: [
              { place: 'contoso.crm.dynamics.com', why: 'refused' },
              { place: 'sales.crm.dynamics.com', why: 'silent' },
            ],
          }),
        ],
      },
      async (house) => {
        const preview = await house.changesNothing(() =>
          from(house, 'copilotStudio', { preview: true }),
        );
        const ids = preview.body.changes.map(({ id }: Fields) => id);
        expect(ids).toEqual([
          'crm-assistant-10000000',
          expect.stringMatching(/^twin-[0-9a-f]{8}$/),
          expect.stringMatching(/^twin-[0-9a-f]{8}$/),
        ]);
        const unread = [
          {
            place: 'contoso.crm.dynamics.com',
            because: expect.stringContaining('application user'),
          },
          { place: 'sales.crm.dynamics.com', because: expect.stringContaining('no answer') },
        ];
        expect(preview.body).toMatchObject({ agents: { added: 3 }, unread });
        const done = await from(house, 'copilotStudio', { platform: 'foundry' });
        expect(done.body).toMatchObject({ agents: { added: 3 }, unread });
        expect((await house.call('owner', 'GET', `/agents/${ids[1]}`)).body).toMatchObject({
          platform: 'copilotStudio',
          version: '7',
          capabilities: [],
          listedAs: [{ source: 'copilotStudio', id: 'twin-1' }],
        });
        const again = await house.changesNothing(() => from(house, 'copilotStudio'));
        expect(again.body.agents).toEqual({ added: 0, narrowed: 0, unchanged: 0 });
      },
    ));

  test('are given the token of a person in the tab, and of nobody else', async () => {
    const readers: unknown[] = [];
    const read: InventorySource['read'] = async (reader) => {
      readers.push(reader);
      return { agents: [], unread: [] };
    };
    await withSources({ sources: [{ id: 'copilot', read }] }, async (house) => {
      expect((await from(house, 'copilot')).status).toBe(200);
      expect((await from(house, 'copilot', { as: 'admin:teams' })).status).toBe(200);
      expect(readers).toEqual([{ userToken: 'admin' }, {}]);
    });
  });

  test('that do not know the platform leave it to whoever imports', () =>
    withSources({ sources: [shows('entra', {})] }, async (house) => {
      expect((await from(house, 'entra')).body).toMatchObject({
        code: 'invalid-body',
        errors: [{ path: 'platform' }],
      });
      expect((await from(house, 'entra', { platform: 'foundry' })).status).toBe(200);
    }));

  test('that report themselves give what they have reported', () =>
    withSources({ inventorySecrets: new Map([['desk', [SECRET]]]) }, async (house) => {
      const agents = [{ id: 'Agent-77', name: 'Ticket helper', version: '3' }, { id: 'bare' }];
      const sent = JSON.stringify({ type: 'inventory.observed', data: { agents } });
      const report = () =>
        fetch(`${house.url}/api/v1/inventory/desk`, {
          method: 'POST',
          body: sent,
          headers: {
            'content-type': 'application/json',
            ...signature({ secret: SECRET, at: house.clock.now(), body: sent }),
          },
        });
      expect((await report()).status).toBe(200);
      expect((await from(house, 'desk')).body.agents.added).toBe(2);
      expect((await house.call('owner', 'GET', '/agents/ticket-helper')).body).toMatchObject({
        platform: 'thirdParty',
        version: '3',
        listedAs: [{ source: 'desk', id: 'Agent-77' }],
        reported: [{ source: 'desk', version: '3' }],
      });
      // From now on it is that agent which the platform reports.
      await report();
      expect(await house.history('agent:ticket-helper')).toContain('inventory-observed');
      expect((await from(house, 'desk')).body.agents.added).toBe(0);
    }));
});
