import { describe, expect, test } from 'vitest';
import { exampleDirectory } from '../../src/adapters/local/exampleDirectory.ts';
import { DAY } from '../../src/kernel/instant.ts';
import { answer, approvedBy, opened, reviewersCome } from './rights.ts';
import { type Fields, openStory, type Story, story, wordsOn } from './story.ts';

const PROMOTE: Fields = {
  kind: 'promotion',
  agentId: 'crm-assistant',
  toPhase: 'enterprise',
  reason: 'All of us want it.',
  rollbackPlan: 'Back to the department.',
};
const DEVIATE: Fields = {
  kind: 'deviation',
  agentId: 'crm-assistant',
  from: 'enterpriseGate',
  what: 'It goes into the enterprise phase without baselines.',
  why: 'The fair begins tomorrow.',
  owner: 'owner2@contoso.example',
  until: '2026-11-27T09:00:00Z',
};

const phaseOf = async (house: Story): Promise<unknown> =>
  (await house.call('admin', 'GET', '/agents/crm-assistant')).body.phase;

/** Everything that the enterprise phase rests on, but for the board, which the example organisation has. */
const CRITERIA = {
  baselines: async (house: Story) => {
    const call = { agentId: 'crm-assistant', connectorId: 'crm', tool: 'findContact' };
    const { body } = await house.call('agent:crm-assistant', 'POST', '/authorize', {
      ...call,
      arguments: { name: 'Emma' },
    });
    const report = { outcome: 'used', seconds: 20, baselineSeconds: 300 };
    const { decisionId } = body;
    await house.call('gateway', 'POST', '/outcomes', { decisionId, ...report });
  },
  releaseWindows: (house: Story) =>
    house.call('admin', 'PUT', '/release-calendar', {
      windows: [
        {
          id: 'always',
          environments: ['production'],
          days: [1, 2, 3, 4, 5, 6, 7],
          from: '00:00',
          to: '23:59',
          timeZone: 'UTC',
        },
      ],
      freezes: [],
      reason: 'Changes are watched at all hours.',
    }),
};

/** Asked for and agreed to by all but the last, the board. */
async function waiting(house: Story): Promise<string> {
  await reviewersCome(house);
  const id = await opened(house, 'pilot', PROMOTE);
  await approvedBy(house, id, 'owner', 'security');
  return id;
}

const refusedFor = (...missing: readonly string[]) => ({
  status: 409,
  body: {
    code: 'gate-not-passed',
    detail: expect.stringMatching(new RegExp(`^The enterprise phase needs ${missing.join('.*')}`)),
  },
});

describe('the gate to the enterprise phase', () => {
  story('is shut until baselines and release windows are there', async ({ house }) => {
    const id = await waiting(house);
    expect(wordsOn(house.seenBy('owner', id))).toContain('The enterprise phase needs');
    const approve = () => answer(house, 'board', id);
    expect(await house.changesNothing(approve)).toMatchObject(
      refusedFor('a baseline', 'release windows'),
    );
    const clicked = await house.changesNothing(() => house.click('board', id, 'approve'));
    expect(JSON.stringify(clicked)).toContain('needs a deviation from the enterprise gate');
    await CRITERIA.baselines(house);
    expect(await house.changesNothing(approve)).toMatchObject(refusedFor('release windows'));
    await CRITERIA.releaseWindows(house);
    expect(await approve()).toMatchObject({ status: 200, body: { status: 'approved' } });
    expect(await phaseOf(house)).toBe('enterprise');
  });

  story('forgets a baseline after thirteen weeks', async ({ house }) => {
    await CRITERIA.releaseWindows(house);
    await CRITERIA.baselines(house);
    await house.leap(13 * 7 * DAY);
    const id = await waiting(house);
    expect(await answer(house, 'board', id)).toMatchObject(refusedFor('a baseline'));
    await CRITERIA.baselines(house);
    expect(await answer(house, 'board', id)).toMatchObject({ status: 200 });
  });

  story('is opened by a deviation with a reason and an end, until then', async ({ house }) => {
    const id = await waiting(house);
    const deviation = await opened(house, 'pilot', DEVIATE);
    await approvedBy(house, deviation, 'owner', 'security', 'board');
    expect(wordsOn(house.seenBy('owner', id))).toContain('The enterprise phase needs');
    await approvedBy(house, id, 'board');
    expect(await phaseOf(house)).toBe('enterprise');
    const digest = await house.call('board', 'GET', '/digests/2026-W47');
    expect(JSON.stringify(digest.body)).toContain('enterprise gate');
  });

  story('stays shut for whom the deviation is not, and once it has ended', async ({ house }) => {
    await reviewersCome(house);
    for (const more of [{ agentId: 'mail-assistant' }, {}]) {
      const deviation = await opened(house, 'pilot', { ...DEVIATE, ...more });
      await approvedBy(house, deviation, 'owner', 'security', ...(more.agentId ? [] : ['board']));
      if (!more.agentId) await house.leap(7 * DAY);
      const id = await opened(house, 'pilot', PROMOTE);
      await approvedBy(house, id, 'owner', 'security');
      expect(await answer(house, 'board', id)).toMatchObject(refusedFor('a baseline'));
      await house.call('pilot', 'POST', `/requests/${id}/withdraw`, {});
    }
  });

  story('can be said no to, and is none on the way back', async ({ house }) => {
    const id = await waiting(house);
    expect(await answer(house, 'board', id, { answer: 'reject', reason: 'No.' })).toMatchObject({
      status: 200,
    });
    const back = { ...PROMOTE, agentId: 'invoice-agent', toPhase: 'department' };
    const down = await opened(house, 'admin', back);
    await approvedBy(house, down, 'finance1', 'security');
    expect((await house.request(down, 'board'))['status']).toBe('approved');
  });
});

describe('a review board of one', () => {
  test('opens no enterprise phase', async () => {
    const directory = {
      ...exampleDirectory,
      membersOf: async (role: Parameters<typeof exampleDirectory.membersOf>[0]) => {
        const found = await exampleDirectory.membersOf(role);
        return role === 'board' ? found.slice(0, 1) : found;
      },
    };
    const small = await openStory({ directory });
    for (const fill of Object.values(CRITERIA)) await fill(small);
    const id = await waiting(small);
    expect(await answer(small, 'board', id)).toMatchObject(refusedFor('a review board of 2'));
    await small.close();
  });
});
