import { describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/kernel/instant.ts';
import { type Fields, type Story, story } from './story.ts';
import { plainTexts, withTwoServers } from './twoServers.ts';

const notices = (house: Story, name: string, word = 'has paused'): readonly string[] =>
  plainTexts(house, name, word);
const OVER = 'no longer.';

async function pause(house: Story, target: string, more: Fields = {}): Promise<string> {
  const body = { target, reason: 'A prompt leaked.', ...more };
  const { status, body: receipt } = await house.call('admin', 'POST', '/pauses', body);
  expect(status).toBe(201);
  await house.pass(2 * SECOND);
  return receipt.id;
}

describe('owners of what a pause stops', () => {
  story('are told once each, of everything, with their agents', async ({ house }) => {
    const id = await pause(house, 'all');
    const [told, ...more] = notices(house, 'owner');
    expect(told).toContain(`${id} has paused everything, until it is lifted.`);
    expect(told).toContain('crm-assistant');
    expect(told).not.toContain('leaked');
    expect(more).toEqual([]);
    await house.pass(10 * SECOND);
    expect(notices(house, 'owner')).toHaveLength(1);
    expect(notices(house, 'outsider')).toEqual([]);
    expect(notices(house, 'admin')).toEqual([]);
    expect(await house.history(id)).toContain('pause-owners-told');
  });

  story('of one agent, a connector, a tool, an environment', async ({ house }) => {
    const targets = ['crm-assistant', 'connector:mail', 'tool:mail/send', 'environment:production'];
    for (const [i, target] of targets.entries()) {
      await pause(house, target);
      expect(notices(house, 'owner')).toHaveLength(i + 1);
    }
    expect(notices(house, 'owner').at(-1)).toContain('everything in production');
  });

  story('are not told where none of their agents is hit', async ({ house }) => {
    await pause(house, 'invoice-agent');
    expect(notices(house, 'owner')).toEqual([]);
  });
});

describe('owners of what a pause had stopped', () => {
  story('are told when it is lifted, and what another still stops', async ({ house }) => {
    const [all, one] = [await pause(house, 'all'), await pause(house, 'crm-assistant')];
    await house.call('admin', 'POST', `/pauses/${all}/lift`, { reason: 'It is mended.' });
    await house.pass(2 * SECOND);
    const [told, ...more] = notices(house, 'owner', OVER);
    expect(told).toContain(`${all} was lifted: it stops everything no longer.`);
    expect(told).toMatch(/had reached .*crm-assistant/);
    expect(told).toContain('Another pause still reaches crm-assistant: type pauses to see it.');
    expect(more).toEqual([]);
    await house.call('admin2', 'POST', `/pauses/${one}/lift`, { reason: 'It is mended.' });
    await house.pass(10 * SECOND);
    expect(notices(house, 'owner', OVER)).toHaveLength(2);
    expect(notices(house, 'owner', OVER).at(-1)).not.toContain('Another pause');
    // The technical owner paused both, and lifted the first.
    expect(notices(house, 'admin', OVER)).toHaveLength(1);
    for (const name of ['outsider', 'board']) expect(notices(house, name, OVER)).toEqual([]);
    expect(notices(house, 'finance1', OVER)).toHaveLength(1);
  });

  story('are told when it ends by itself', async ({ house }) => {
    const id = await pause(house, 'connector:erp', { for: 'PT30M' });
    await house.leap(30 * MINUTE);
    expect(notices(house, 'finance1', OVER)).toEqual([
      expect.stringContaining(`${id} has lifted itself: it stops the connector erp no longer.`),
    ]);
    expect(notices(house, 'owner', OVER)).toEqual([]);
  });

  test('hear of it once, with two servers on one ledger', () =>
    withTwoServers(async ({ first, second, go, told }) => {
      await first.teams.install(first.person('owner'));
      const body = { target: 'all', reason: 'A prompt leaked.' };
      const { body: receipt } = await first.call('admin', 'POST', '/pauses', body);
      await go();
      await second.call('board', 'POST', `/pauses/${receipt.id}/lift`, { reason: 'It is mended.' });
      await go();
      expect(told('owner', receipt.id)).toEqual([
        expect.stringContaining('has paused everything'),
        expect.stringContaining('stops everything no longer'),
      ]);
    }));
});
