import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { DAY } from '../../src/kernel/instant.ts';
import type { Answer } from '../support/wholeHouse.ts';
import { type Fields, MAIL, PAY_INVOICE, SEND_MAIL, type Story, story } from './story.ts';

const policyFile = (text: string, name = 'tenant.cedar') => ({ name, text });

const NO_MAIL_SEARCH = policyFile(`
@id("no-mail-search")
@priority("68")
@reason("The agent {agent} may not search {connector} here.")
forbid (principal, action == Gov::Action::"read", resource)
when { resource.systemClass == Gov::SystemClass::"mail" };
`);
const BOARD_SEES_PAYMENTS = policyFile(`
@id("board-sees-payments")
@effect("needs_approval")
@approvers("board")
@quorum("1")
@priority("71")
@reason("The board approves what {agent} pays.")
forbid (principal, action in Gov::Action::"act", resource)
when { resource.systemClass == Gov::SystemClass::"finance" }
unless { context.approved.contains("board-sees-payments") };
`);

const ACTIONS: readonly Fields[] = [
  { ...SEND_MAIL, tool: 'search', arguments: { query: 'offer' } },
  { ...SEND_MAIL, tool: 'createDraft', arguments: MAIL },
  { agentId: 'mail-assistant', connectorId: 'mail', tool: 'send', arguments: MAIL },
  { agentId: 'mail-assistant', connectorId: 'mail', tool: 'search', arguments: {} },
  { agentId: 'mail-assistant', connectorId: 'crm', tool: 'findContact', arguments: {} },
  { agentId: 'nobody', connectorId: 'mail', tool: 'search', arguments: {} },
  { ...PAY_INVOICE, tool: 'getInvoice', arguments: {} },
  { ...PAY_INVOICE, onBehalfOf: 'pilot@contoso.example' },
  SEND_MAIL,
];

const authorize = (house: Story, action: Fields) =>
  house.call('gateway', 'POST', '/authorize', action);
const simulate = (house: Story, body: Fields, as = 'board'): Promise<Answer> =>
  house.call(as, 'POST', '/policy/simulate', body);

describe('simulating the unchanged bundle', () => {
  story('changes nothing, whatever was decided', { timeout: 60_000 }, async ({ house }) => {
    const some = fc.array(fc.integer({ min: 0, max: ACTIONS.length - 1 }), {
      minLength: 1,
      maxLength: 60,
    });
    const deed = fc.constantFrom('approve', 'pause', 'none');
    await fc.assert(
      fc.asyncProperty(some, deed, async (indexes, then) => {
        for (const i of indexes) await authorize(house, ACTIONS[i] ?? SEND_MAIL);
        if (then === 'pause') await paused(house);
        const { status, body } = await simulate(house, { files: [] });
        expect(status).toBe(200);
        expect(body).toMatchObject({ changes: [], unchanged: body.judged, otherwiseSince: 0 });
        expect(body.bundle).toBe(body.inForce);
      }),
      { numRuns: 12 },
    );
  });

  story(
    'changes nothing on thousands of decisions, and says how many it read',
    { timeout: 120_000 },
    async ({ house }) => {
      const made = 3_000;
      for (let done = 0; done < made; done += 100)
        await Promise.all(
          Array.from({ length: 100 }, (_, i) =>
            authorize(house, ACTIONS[(done + i) % 5] ?? SEND_MAIL),
          ),
        );
      const { body } = await simulate(house, { patch: {} });
      expect(body).toMatchObject({ judged: made, unchanged: made, otherwiseSince: 0, changes: [] });
      expect(body.events.read).toBe(body.events.all);
    },
  );
});

async function paused(house: Story): Promise<void> {
  const target = 'agent:crm-assistant';
  const started = await house.call('admin', 'POST', '/pauses', { target, reason: 'A look' });
  await authorize(house, SEND_MAIL);
  await house.call('admin', 'POST', `/pauses/${started.body.id}/lift`, { reason: 'Looked' });
}

describe('simulating a candidate', () => {
  story(
    'says how many would change, from what to what, by which policy, with examples',
    async ({ house }) => {
      for (let i = 0; i < 4; i += 1) await authorize(house, ACTIONS[0] ?? {});
      await authorize(house, ACTIONS[1] ?? {});
      const { status, body } = await simulate(house, { files: [NO_MAIL_SEARCH] });
      expect(status).toBe(200);
      expect(body).toMatchObject({ judged: 5, unchanged: 1, weeks: 4 });
      expect(body.changes).toHaveLength(1);
      const [change] = body.changes;
      expect(change).toMatchObject({ from: 'allow', to: 'deny', by: 'no-mail-search', count: 4 });
      expect(change.examples).toHaveLength(3);
      expect(change.examples[0]).toMatchObject({
        agent: 'crm-assistant',
        tool: 'mail/search',
        would: 'The agent crm-assistant may not search mail here.',
      });
      const told = await house.call('board', 'GET', `/decisions/${change.examples[0].id}`);
      expect(told.body.because).toBe(change.examples[0].was);
    },
  );

  story(
    'compares what needed people, approved or not, with what the candidate asks for',
    async ({ house }) => {
      const request = await house.asked(PAY_INVOICE);
      for (const name of ['finance1', 'finance2']) await house.click(name, request, 'approve');
      await authorize(house, PAY_INVOICE);
      const { body } = await simulate(house, { files: [BOARD_SEES_PAYMENTS] });
      expect(body).toMatchObject({ judged: 2, unchanged: 0, otherwiseSince: 0 });
      expect(body.changes).toMatchObject([
        {
          from: 'needsApproval',
          to: 'needsApproval',
          was: 'finance-needs-two',
          by: 'finance-needs-two, board-sees-payments',
          count: 2,
        },
      ]);
    },
  );

  story('looks at the weeks that it is asked for', async ({ house }) => {
    await authorize(house, ACTIONS[0] ?? {});
    await house.leap(15 * DAY);
    await authorize(house, ACTIONS[0] ?? {});
    const judged = async (weeks: number) =>
      (await simulate(house, { files: [NO_MAIL_SEARCH], weeks })).body.judged;
    expect(await Promise.all([judged(0), judged(1)])).toEqual([1, 1]);
    expect(await judged(4)).toBe(2);
  });

  story(
    'says what is against a candidate, all of it at once, and the server lives on',
    { timeout: 30_000 },
    async ({ house }) => {
      const hostile = [
        policyFile(
          `forbid (principal, action, resource) when { ${'('.repeat(400)}true${')'.repeat(400)} };`,
          'deep.cedar',
        ),
        policyFile(
          NO_MAIL_SEARCH.text.replace('@priority', '@color("red")\n@priority'),
          'odd.cedar',
        ),
        policyFile('permit (principal, action, resource', 'torn.cedar'),
        policyFile(`// ${'x'.repeat(70_000)}`, 'long.cedar'),
        policyFile('- name: what\n  expect: maybe', 'x.cases.yaml'),
      ];
      const { status, body } = await simulate(house, { files: hostile });
      expect(status).toBe(400);
      const told = body.errors.map(({ message }: { message: string }) => message).join('\n');
      for (const name of ['deep.cedar', 'odd.cedar', 'torn.cedar', 'long.cedar', 'x.cases.yaml'])
        expect(told).toContain(name);
      const huge = await simulate(house, { files: [policyFile('x'.repeat(1_000_000))] });
      expect(huge.status).toBe(413);
      const names = await simulate(house, { files: [policyFile('', '../../etc/passwd')] });
      expect(names.status).toBe(400);
      expect((await simulate(house, {})).status).toBe(400);
      expect((await authorize(house, ACTIONS[0] ?? {})).body.outcome).toBe('allow');
    },
  );

  story('is for admins and the board', async ({ house }) => {
    for (const as of ['owner', 'pilot', 'agent:crm-assistant', 'gateway'].filter(
      (one) => one !== 'security',
    ))
      expect((await simulate(house, { files: [] }, as)).status).toBe(403);
    for (const as of ['admin', 'board'])
      expect((await simulate(house, { files: [] }, as)).status).toBe(200);
  });

  story('does not keep the server from deciding', { timeout: 60_000 }, async ({ house }) => {
    for (let i = 0; i < 200; i += 1) await authorize(house, ACTIONS[i % 2] ?? {});
    const simulating = simulate(house, { files: [NO_MAIL_SEARCH] });
    const others = await Promise.all(
      Array.from({ length: 24 }, () => simulate(house, { files: [] })),
    );
    expect(others.map(({ status }) => status)).toContain(429);
    expect((await authorize(house, ACTIONS[0] ?? {})).status).toBe(200);
    expect((await simulating).status).toBe(200);
  });
});
