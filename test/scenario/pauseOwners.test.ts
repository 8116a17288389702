import { describe, expect } from 'vitest';
import { SECOND } from '../../src/kernel/instant.ts';
import { type Story, story } from './story.ts';

/** What one person was told about pauses by themselves. */
const notices = (house: Story, name: string): readonly string[] =>
  house.teams.deliveries.flatMap(({ conversationId, text }) =>
    conversationId === house.person(name).chat.id && text?.includes('has paused') ? [text] : [],
  );

async function pause(house: Story, target: string): Promise<string> {
  const body = { target, reason: 'A prompt leaked.' };
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
