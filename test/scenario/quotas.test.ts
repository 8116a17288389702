import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/instant.ts';
import { HandClock, MemoryCheckpoints } from '../adapters/tables/house.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { sendersCopy } from './quotaAgents.ts';
import { type Fields, openStory, SEND_MAIL, type Story, story } from './story.ts';

const READ: Fields = {
  agentId: 'metered',
  connectorId: 'mail',
  tool: 'search',
  arguments: { q: 'x' },
};

const read = async (house: Story, more: Fields = {}): Promise<Fields> =>
  (await house.call('gateway', 'POST', '/authorize', { ...READ, ...more })).body;

const reads = async (house: Story, n: number): Promise<unknown[]> => {
  const all: unknown[] = [];
  for (let i = 0; i < n; i += 1) all.push((await read(house))['outcome']);
  return all;
};

const times = (n: number, what: string) => Array.from({ length: n }, () => what);

describe('a quota', () => {
  story('is counted by the hour, says when it opens again, and opens then', async ({ house }) => {
    await sendersCopy(house, { perHour: 10, perDay: 25 });
    await house.leap(20 * MINUTE);
    expect(await reads(house, 10)).toEqual(times(10, 'allow'));
    expect(await read(house)).toMatchObject({
      outcome: 'deny',
      policies: ['quota-used-up'],
      because:
        'The agent metered has used up its quota of 10 calls an hour; it opens again at 2026-11-20T10:00:00.000Z.',
      decisionId: expect.stringMatching(/^D-/),
    });
    expect(await read(house, { dryRun: true })).toMatchObject({ outcome: 'deny' });
    await house.leap(39 * MINUTE);
    expect(await read(house)).toMatchObject({ outcome: 'deny' });
    await house.leap(MINUTE);
    expect(await reads(house, 10)).toEqual(times(10, 'allow'));
    await house.leap(HOUR);
    expect(await reads(house, 6)).toEqual([...times(5, 'allow'), 'deny']);
    expect((await read(house))['because']).toContain(
      '25 calls a day; it opens again at 2026-11-21T00:00:00.000Z',
    );
    await house.leap(13 * HOUR);
    expect(await reads(house, 1)).toEqual(['allow']);
  });

  story(
    'counts what needs a person, not what was denied, and nobody else’s calls',
    async ({ house }) => {
      await sendersCopy(house, { perHour: 3, perDay: 100 });
      const bad = { ...READ, tool: 'erase' };
      for (let i = 0; i < 5; i += 1) expect((await read(house, bad))['outcome']).toBe('deny');
      const send = { ...SEND_MAIL, agentId: 'metered' };
      expect(await read(house, send)).toMatchObject({ outcome: 'needsApproval' });
      expect(await reads(house, 3)).toEqual(['allow', 'allow', 'deny']);
      expect(
        (await house.call('gateway', 'POST', '/authorize', { ...READ, agentId: 'crm-assistant' }))
          .body.outcome,
      ).toBe('allow');
      // What was approved within the quota is not lost with it.
      await house.settle();
      const id = 'AR-1';
      await house.click('owner', id, 'approve');
      expect(await house.redeem(await house.receipt(id))).toMatchObject({ status: 200 });
    },
  );

  story('is exact for calls at once', async ({ house }) => {
    await sendersCopy(house, { perHour: 20, perDay: 100 });
    const all = await Promise.all(Array.from({ length: 60 }, () => read(house)));
    expect(all.filter(({ outcome }) => outcome === 'allow')).toHaveLength(20);
  });

  it('is shared by servers, each of which sees the others’ calls within a second', async () => {
    const shared = {
      table: new MemoryTable(),
      checkpoints: new MemoryCheckpoints(),
      clock: new HandClock(),
    };
    const first = await openStory(shared);
    await sendersCopy(first, { perHour: 6, perDay: 100 });
    const second = await openStory(shared);
    expect(await reads(first, 4)).toEqual(times(4, 'allow'));
    await first.leap(SECOND);
    await second.settle();
    expect(await reads(second, 3)).toEqual(['allow', 'allow', 'deny']);
    await first.leap(SECOND);
    expect(await reads(first, 1)).toEqual(['deny']);
    await second.close();
    await first.close();
  });

  story('is told to the owner at 80 and at 100 in a hundred, once each', async ({ house }) => {
    await sendersCopy(house, { perHour: 5, perDay: 100 });
    await reads(house, 9);
    await house.settle();
    const said = JSON.stringify(house.teams.deliveries);
    const count = (text: string) => said.split(text).length - 1;
    expect(count('metered has used 80 % of its quota of 5 calls an hour')).toBeGreaterThan(0);
    expect(count('metered has used up its quota of 5 calls an hour')).toBeGreaterThan(0);
    const types = await house.history('agent:metered');
    expect(types.filter((type) => type === 'quota-reached')).toHaveLength(2);
    expect(types.filter((type) => type === 'quota-told')).toHaveLength(2);
  });
});
