import { describe, expect } from 'vitest';
import { answer, approvedBy, ask, opened, reviewersCome } from './rights.ts';
import { type Fields, type Story, story } from './story.ts';

const ON: Fields = {
  kind: 'promotion',
  agentId: 'mail-assistant',
  toPhase: 'department',
  reason: 'Six weeks, and nothing was corrected.',
  rollbackPlan: 'Ask for pilot again; until then it is paused.',
};

let runs = 0;
const tried = async (house: Story, failed: number, more: Fields = {}): Promise<void> => {
  runs += 1;
  const run = { run: `build-${runs}`, suite: 'Offers', model: 'gpt-5', passed: 38, failed };
  const path = '/agents/mail-assistant/model-runs';
  const told = await house.call('gateway', 'POST', path, { ...run, ...more });
  expect(told).toMatchObject({ status: 200, body: { recorded: true } });
};

const put = async (house: Story, more: Fields): Promise<void> => {
  const { body } = await house.call('admin', 'GET', '/agents/mail-assistant');
  const told = await house.call('admin', 'PUT', '/agents/mail-assistant', { ...body, ...more });
  expect(told).toMatchObject({ status: 200 });
};

/** Why it may not go further; nothing where it may. */
async function held(house: Story): Promise<string | undefined> {
  const { status, body } = await house.call('pilot', 'POST', '/requests', ON);
  if (status === 201) {
    await house.call('pilot', 'POST', `/requests/${body.id}/withdraw`, {});
    return undefined;
  }
  expect({ status, code: body.code }).toEqual({ status: 403, code: 'denied' });
  return body.detail;
}

describe('an agent that has to be tested again', () => {
  story('goes no further after a run that failed, until that suite passed', async ({ house }) => {
    expect(await held(house)).toBeUndefined();
    await tried(house, 2);
    expect(await held(house)).toContain('the last run of "Offers" failed');
    await tried(house, 0, { suite: 'Red team' });
    await tried(house, 0, { agentVersion: '0.0.1' });
    expect(await held(house)).toContain('"Offers"');
    const sheet = await house.call('pilot', 'GET', '/agents/mail-assistant/factsheet');
    expect(sheet.body.limits.join()).toContain('It has to be tested again before it goes further');
    await tried(house, 0);
    expect(await held(house)).toBeUndefined();
  });

  story('is one that was tried, and has changed since', async ({ house }) => {
    await put(house, { version: '2.0.0' });
    expect(await held(house)).toBeUndefined();
    await tried(house, 0);
    expect(await held(house)).toBeUndefined();
    for (const [change, why] of [
      [{ version: '3.0.0' }, 'another version'],
      [{ platform: 'foundry' }, 'another platform'],
      [{ models: ['gpt-5'] }, 'other models'],
    ] as const) {
      await put(house, change);
      expect(await held(house)).toContain(why);
      await tried(house, 0, { agentVersion: '2.0.0' });
      expect(await held(house)).toContain(why);
      await tried(house, 0);
      expect(await held(house)).toBeUndefined();
    }
    await put(house, { displayName: 'Another name' });
    expect(await held(house)).toBeUndefined();
    const { body } = await house.call('admin', 'GET', '/connectors/mail');
    const connectors = [{ ...body, scopeLevel: 'site' }];
    const told = await house.call('admin', 'POST', '/import', { agents: [], connectors });
    expect(told).toMatchObject({ status: 200 });
    expect(await held(house)).toContain('the connector mail was changed');
    await tried(house, 0);
    expect(await held(house)).toBeUndefined();
  });

  story('is held back by the last answer too; the way back is open', async ({ house }) => {
    await reviewersCome(house);
    await tried(house, 0);
    const id = await opened(house, 'pilot', ON);
    await approvedBy(house, id, 'owner');
    await tried(house, 1);
    expect(await answer(house, 'security', id)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('has to be tested again') },
    });
    await tried(house, 0);
    await approvedBy(house, id, 'security');
    expect((await house.call('admin', 'GET', '/agents/mail-assistant')).body.phase).toBe(
      'department',
    );
    await tried(house, 1);
    const back = await ask(house, 'pilot', { ...ON, toPhase: 'pilot' });
    expect(back.status).toBe(201);
  });
});
