import { describe, expect, vi } from 'vitest';
import type { CheckFiles } from '../../src/features/policy/checking.ts';
import { checkHere, freshPolicies } from '../support/policies.ts';
import { openWithRules } from './rulesInForce.ts';
import { type Fields, story as plainStory, type Story, wordsOn } from './story.ts';

const PROPOSAL: Fields = {
  kind: 'policyChange',
  title: 'Mail is read by people',
  justification: 'Agents searched in mailboxes that were none of theirs.',
  files: [
    {
      name: 'mail.cedar',
      text: `@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`,
    },
  ],
};

/** What was handed to the checks of this house's policies. */
const checks = vi.fn<CheckFiles>(checkHere);

const story = plainStory.extend<{ house: Story; terms: { quorum?: number; stepUp?: boolean } }>({
  terms: {},
  house: async ({ terms }, use) => {
    const house = await openWithRules({
      policy: await freshPolicies(undefined, { check: checks }),
      adoption: terms,
    });
    checks.mockClear();
    await use(house);
    await house.close();
  },
});

async function proposed(house: Story): Promise<string> {
  await house.teams.install(house.person('security'));
  const asked = await house.call('admin', 'POST', '/requests', PROPOSAL);
  expect(asked.status).toBe(201);
  await house.settle();
  return asked.body.id;
}

/** Checked in this very thread, a candidate may hold the commit up for longer than it waits: then the answer is given again. */
const answers = async (house: Story, as: string, id: string) => {
  const { digest } = await house.request(id, 'board');
  const give = () =>
    house.call(as, 'POST', `/requests/${id}/answer`, { answer: 'approve', digest });
  const first = await give();
  return first.status === 503 ? give() : first;
};

describe('an answer that does not count', () => {
  story(
    'costs no check of the candidate, whoever gives it',
    { timeout: 60_000 },
    async ({ house }) => {
      const id = await proposed(house);
      for (const as of ['admin', 'owner', 'finance1', 'pilot', 'outsider'])
        expect([403, 404]).toContain((await answers(house, as, id)).status);
      const body = { answer: 'approve', digest: '0'.repeat(64) };
      await house.call('board', 'POST', `/requests/${id}/answer`, body);
      await house.call('gateway', 'POST', `/requests/${id}/answer`, body);
      expect(checks).not.toHaveBeenCalled();
      expect((await answers(house, 'board', id)).status).toBe(200);
      expect(checks).toHaveBeenCalledTimes(1);
      expect((await answers(house, 'board', id)).status).toBe(200);
      expect(checks).toHaveBeenCalledTimes(1);
    },
  );
});

describe('where three have to agree', () => {
  const three = story.override('terms', { quorum: 3 });
  three('a board of two cannot adopt, and nothing is asked in vain', async ({ house }) => {
    expect((await house.call('admin', 'POST', '/requests', PROPOSAL)).body.code).toBe(
      'no-approver',
    );
  });
});

describe('where one would do', () => {
  const one = story.override('terms', { quorum: 1 });
  one('what is set too low is two all the same', async ({ house }) => {
    const id = await proposed(house);
    await answers(house, 'board', id);
    expect(await house.request(id, 'board')).toMatchObject({ status: 'pending' });
  });
});

describe('where a policy takes a fresh sign-in', () => {
  const fresh = story.override('terms', { stepUp: true });
  fresh(
    'a click or an old token adopts nothing; two who have just signed in do',
    { timeout: 60_000 },
    async ({ house }) => {
      const id = await proposed(house);
      expect(wordsOn(house.seenBy('board', id))).toContain('Approving takes a fresh sign-in');
      expect(await house.click('board', id, 'approve')).toMatchObject({ statusCode: 403 });
      const told = await answers(house, 'board', id);
      expect(told).toMatchObject({ status: 401, body: { code: 'step-up-needed' } });
      expect(checks).not.toHaveBeenCalled();
      for (const as of ['board:fresh', 'security:fresh'])
        expect((await answers(house, as, id)).status).toBe(200);
      expect(await house.request(id, 'board')).toMatchObject({ status: 'approved' });
      const given = (await house.lines({ subject: id })).filter(
        ({ type }) => type === 'request-answered',
      );
      expect(given.map(({ data }) => data['steppedUpAt'])).toEqual([
        '2026-11-20T09:00:00.000Z',
        '2026-11-20T09:00:00.000Z',
      ]);
    },
  );

  fresh('rejecting takes none', async ({ house }) => {
    const id = await proposed(house);
    expect(await house.click('board', id, 'reject')).toMatchObject({ statusCode: 200 });
  });
});
