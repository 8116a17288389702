import { describe, expect } from 'vitest';
import { HOUR, MINUTE } from '../../src/kernel/instant.ts';
import { type Fields, openStory, story as plainStory, type Story } from './story.ts';

/** A tenant that asks for fresh sign-ins. */
const story = plainStory.extend<{ house: Story }>({
  house: async ({ alarms }, use) => {
    const house = await openStory({ stepUpFor: ['finance'] });
    await use(house);
    await house.close();
    if (alarms === 'none') expect(house.alarms).toEqual([]);
  },
});

const paused = async (house: Story, as: string, target: string, more: Fields = {}) => {
  const { status, body } = await house.call(as, 'POST', '/pauses', {
    target,
    reason: 'It writes to the wrong people.',
    ...more,
  });
  expect(status).toBe(201);
  return String(body.id);
};

const lift = (house: Story, as: string, id: string) =>
  house.call(as, 'POST', `/pauses/${id}/lift`, { reason: 'It was mended.' });

const inForce = async (house: Story): Promise<readonly string[]> =>
  (await house.call('board', 'GET', '/pauses')).body.items.map(({ id }: { id: string }) => id);

describe('letting go of what stops much', () => {
  story('takes a fresh sign-in; stopping takes none', async ({ house }) => {
    const id = await paused(house, 'admin', 'all');
    const told = await house.changesNothing(() => lift(house, 'admin', id));
    expect(told).toMatchObject({ status: 401, body: { code: 'step-up-needed' } });
    expect(JSON.parse(told.body.claims)).toEqual({
      access_token: { acrs: { essential: true, value: 'c1' } },
    });
    expect(await inForce(house)).toEqual([id]);
    expect(await lift(house, 'admin:fresh', id)).toMatchObject({ status: 200 });
    expect(await inForce(house)).toEqual([]);
    const lifted = (await house.lines({ subject: id })).find(({ type }) => type === 'pause-lifted');
    expect(lifted?.data).toMatchObject({ steppedUpAt: '2026-11-20T09:00:00.000Z' });
  });

  story('is not done in chat, which says where it is', async ({ house }) => {
    const id = await paused(house, 'admin', 'connector:mail');
    const said = await house.changesNothing(() => house.say('admin', `resume ${id} because done`));
    expect(said).toContain('takes a fresh sign-in');
    expect(said).toContain('http://127.0.0.1/admin');
    expect(await inForce(house)).toEqual([id]);
  });

  story('holds for what the board paused, be it one agent', async ({ house }) => {
    const id = await paused(house, 'board', 'agent:mail-assistant');
    expect(await lift(house, 'board', id)).toMatchObject({ status: 401 });
    // Who may not lift it is told that, and nothing about sign-ins.
    expect(await lift(house, 'admin:fresh', id)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await lift(house, 'board:fresh', id)).toMatchObject({ status: 200 });
  });

  story('is everyday for one agent, and for what had an end', async ({ house }) => {
    const one = await paused(house, 'admin', 'agent:mail-assistant');
    expect(await house.say('admin', `resume ${one} because done`)).not.toContain('fresh sign-in');
    await paused(house, 'admin', 'all', { for: '1h' });
    await house.leap(HOUR + MINUTE);
    expect(await inForce(house)).toEqual([]);
  });

  plainStory('takes none where the tenant asks for none', async ({ house }) => {
    const id = await paused(house, 'admin', 'all');
    expect(await lift(house, 'admin', id)).toMatchObject({ status: 200 });
  });
});
