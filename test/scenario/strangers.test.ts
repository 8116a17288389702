import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/kernel/instant.ts';
import { HandClock, MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { type Fields, openStory, type Story, story } from './story.ts';

const CALL: Fields = {
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'search',
  arguments: {},
};

const ask = (house: Story, more: Fields, as = 'gateway') =>
  house.call(as, 'POST', '/authorize', { ...CALL, ...more });

const alarms = async (house: Story): Promise<readonly Fields[]> => {
  await house.settle();
  return (await house.call('security', 'GET', '/alarms?limit=200')).body.items.filter(
    (one: Fields) => one['kind'] === 'stranger',
  );
};
const said = (all: readonly Fields[]): readonly string[] =>
  all.map(({ what }) => String(what)).toSorted();
const written = async (house: Story): Promise<readonly string[]> =>
  (await house.lines()).flatMap(({ type }) => (type.startsWith('stranger') ? [type] : []));

describe('a call that names what nobody registered', () => {
  story('is denied and alarms once a name and day', async ({ house }) => {
    for (let i = 0; i < 5; i += 1) {
      expect(await ask(house, { agentId: 'ghost' })).toMatchObject({
        status: 200,
        body: { outcome: 'deny', decisionId: expect.stringMatching(/^D-/) },
      });
      expect((await ask(house, { connectorId: 'dropbox' })).body.outcome).toBe('deny');
    }
    expect(said(await alarms(house))).toEqual([
      'A call named the agent "ghost", which nobody registered, and was denied.',
      'A call named the connector "dropbox", which nobody registered, and was denied.',
    ]);
    expect(await written(house)).toHaveLength(2);
    await house.leap(DAY);
    await ask(house, { agentId: 'ghost' });
    expect(await alarms(house)).toHaveLength(3);
  });

  story('costs one commit a name, also when many come at once', async ({ house }) => {
    await Promise.all(Array.from({ length: 30 }, () => ask(house, { connectorId: 'dropbox' })));
    expect(await written(house)).toEqual(['stranger-called']);
  });

  story('costs a bounded number of commits and alarms in a flood', async ({ house }) => {
    for (let i = 0; i < 60; i += 1) await ask(house, { agentId: `ghost-${i}` });
    const all = await alarms(house);
    expect(all).toHaveLength(21);
    expect(said(all).at(-1)).toBe(
      'Calls of 2026-11-20 named more than 20 agents and connectors that nobody registered; the others are not told one by one.',
    );
    expect(await written(house)).toHaveLength(21);
  });

  story(
    'alarms neither for a dry run nor for a token that may not speak for it',
    async ({ house }) => {
      await ask(house, { agentId: 'ghost', dryRun: true });
      expect((await ask(house, { agentId: 'ghost' }, 'agent:crm-assistant')).status).toBe(403);
      expect((await ask(house, { agentId: 'ghost' }, 'pilot')).status).toBe(403);
      expect((await ask(house, { tool: 'erase' })).body.outcome).toBe('deny');
      expect(await alarms(house)).toEqual([]);
    },
  );

  story('shows a hostile name inert', async ({ house }) => {
    const name = '"]\n<at>all</at>\u202e | **now**';
    expect((await ask(house, { agentId: name, connectorId: name })).status).toBe(200);
    for (const about of ['agent', 'connector'])
      expect(said(await alarms(house))).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `^A call named the ${about} "[ -~]*", which nobody registered, and was denied\\.$`,
          ),
        ),
      );
  });

  it('is one alarm, whichever of two servers is called', async () => {
    const shared = {
      table: new MemoryTable(),
      checkpoints: new MemoryCheckpoints(),
      clock: new HandClock(),
    };
    const first = await openStory(shared);
    const second = await openStory(shared);
    await ask(first, { agentId: 'ghost' });
    await ask(second, { agentId: 'ghost' });
    expect(await written(first)).toEqual(['stranger-called']);
    await second.close();
    await first.close();
  });
});
