import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { DAY } from '../../src/kernel/instant.ts';
import { startAzurite } from '../support/azurite.ts';
import { openWithRules, storyWithRules as story } from './rulesInForce.ts';
import { type Fields, MAIL, PAY_INVOICE, SEND_MAIL, type Story } from './story.ts';

const WEEK = 7 * DAY;
const inside = (subject: string, to = 'pilot@contoso.example'): Fields => ({
  ...SEND_MAIL,
  arguments: { ...MAIL, to: [to], subject },
});

const authorize = async (house: Story, action: Fields) =>
  (await house.call('gateway', 'POST', '/authorize', action)).body;

async function answer(house: Story, id: string, name: string, said = 'approve'): Promise<void> {
  const { digest } = await house.request(id, 'board');
  const body = { answer: said, digest };
  expect((await house.call(name, 'POST', `/requests/${id}/answer`, body)).status).toBe(200);
}

/** So many mails of the same kind, each asked for and approved. */
async function approvedMails(house: Story, count: number, to?: string): Promise<readonly string[]> {
  const decisions: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const asked = await authorize(house, inside(`Offer ${decisions.length}`, to));
    await answer(house, asked.requestId, 'owner');
    decisions.push(asked.decisionId);
  }
  return decisions;
}

async function proposals(house: Story): Promise<readonly Fields[]> {
  const { body } = await house.call('board', 'GET', '/requests?kind=standingGrant');
  return body.items;
}

/** Forty went well, a week is over, and everybody has adopted what the ledger proposes. */
async function adopted(house: Story): Promise<string> {
  await approvedMails(house, 40);
  await house.leap(WEEK);
  const [proposal] = await proposals(house);
  const id = String(proposal?.['id']);
  for (const name of ['owner', 'security', 'board']) await answer(house, id, name);
  await house.settle();
  return id;
}

describe('what went well forty times', () => {
  story(
    'is put before owner, security and board, once, and done without asking when they agree',
    { timeout: 60_000 },
    async ({ house }) => {
      await approvedMails(house, 40);
      await house.leap(WEEK);
      const [proposal, ...more] = await proposals(house);
      expect(more).toEqual([]);
      expect(proposal).toMatchObject({
        status: 'pending',
        agentId: 'crm-assistant',
        connectorId: 'mail',
        tool: 'send',
        recipients: ['pilot@contoso.example'],
        requester: { kind: 'system' },
        stages: [{ quorum: 1 }, { quorum: 1 }, { seat: 'review board', quorum: 1 }],
      });
      expect(String(proposal?.['justification'])).toMatch(
        /^40 like this were approved since \d+ Sept? 2026,/,
      );
      const id = String(proposal?.['id']);
      for (const name of ['owner', 'security', 'board']) await answer(house, id, name);
      const now = await authorize(house, inside('Another'));
      expect(now).toMatchObject({ outcome: 'allow', grant: id });
      expect(await authorize(house, SEND_MAIL)).toMatchObject({ outcome: 'needsApproval' });
      await house.leap(WEEK);
      expect(await proposals(house)).toHaveLength(1);
      const { body } = await house.call('board', 'GET', `/digests/2026-W49`);
      const exceptions = body.sections.find(({ id: one }: { id: string }) => one === 'exceptions');
      expect(JSON.stringify(exceptions)).toContain(
        'proposed by the ledger; nothing has spoken against it since',
      );
    },
  );

  story(
    'is not proposed where one was rejected, corrected or complained about',
    { timeout: 60_000 },
    async ({ house }) => {
      const decisions = await approvedMails(house, 40);
      const report = { decisionId: decisions[7], outcome: 'edited', edit: 'heavy' };
      expect((await house.call('gateway', 'POST', '/outcomes', report)).status).toBe(200);
      await house.leap(WEEK);
      expect(await proposals(house)).toEqual([]);
    },
  );

  story(
    'is not proposed for money, for people nobody knows, or below forty',
    { timeout: 60_000 },
    async ({ house }) => {
      await approvedMails(house, 39);
      await approvedMails(house, 41, 'emma@fabrikam.example');
      for (let i = 0; i < 41; i += 1) {
        const asked = await authorize(house, {
          ...PAY_INVOICE,
          arguments: { payee: 'Fabrikam', amount: `${i + 1}.00`, currency: 'EUR' },
        });
        for (const name of ['finance1', 'finance2']) await answer(house, asked.requestId, name);
      }
      await house.leap(WEEK);
      expect(await proposals(house)).toEqual([]);
    },
  );

  story(
    'is not proposed again for eight weeks after it was declined',
    { timeout: 120_000 },
    async ({ house }) => {
      await approvedMails(house, 40);
      await house.leap(WEEK);
      const [proposal] = await proposals(house);
      await answer(house, String(proposal?.['id']), 'owner', 'reject');
      for (let week = 1; week < 8; week += 1) {
        await approvedMails(house, 8);
        await house.leap(WEEK);
      }
      expect(await proposals(house)).toHaveLength(1);
      await house.leap(WEEK);
      expect(await proposals(house)).toHaveLength(2);
    },
  );
});

describe('what the ledger proposed and people adopted', () => {
  story(
    'ends by itself with the first outcome that speaks against it, and the board is told',
    { timeout: 60_000 },
    async ({ house }) => {
      await house.teams.install(house.person('security'));
      const id = await adopted(house);
      const { decisionId, outcome } = await authorize(house, inside('Wrong'));
      expect(outcome).toBe('allow');
      const report = { decisionId, outcome: 'discarded' };
      expect((await house.call('gateway', 'POST', '/outcomes', report)).status).toBe(200);
      expect(await authorize(house, inside('Next'))).toMatchObject({ outcome: 'needsApproval' });
      await house.settle();
      const told = JSON.stringify(house.teams.deliveries);
      expect(told).toContain(
        `The standing grant ${id} for crm-assistant to use mail/send is over: ${decisionId} speaks against it`,
      );
      const [revoked] = (await house.lines()).filter(({ type }) => type === 'grant-revoked');
      expect(revoked?.data).toMatchObject({ grant: id, breach: decisionId });
      const { body } = await house.call('board', 'GET', '/digests/2026-W48');
      expect(JSON.stringify(body.sections)).toContain(
        `crm-assistant lost the standing grant ${id} by itself: ${decisionId} speaks against it`,
      );
      await house.leap(WEEK);
      expect(await proposals(house)).toHaveLength(1);
    },
  );

  story('ends by itself with a rejection or a report', { timeout: 60_000 }, async ({ house }) => {
    const id = await adopted(house);
    const other = await authorize(house, SEND_MAIL);
    await answer(house, other.requestId, 'owner', 'reject');
    expect(await authorize(house, inside('Next'))).toMatchObject({ outcome: 'needsApproval' });
    const [revoked] = (await house.lines()).filter(({ type }) => type === 'grant-revoked');
    expect(revoked?.data).toMatchObject({ grant: id, breach: other.requestId });
  });

  story(
    'ends by itself with a case about the agent, in the same commit',
    { timeout: 60_000 },
    async ({ house }) => {
      await adopted(house);
      const report = {
        agentId: 'crm-assistant',
        category: 'policyViolation',
        text: 'It wrote to me at night.',
      };
      expect((await house.call('pilot', 'POST', '/feedback', report)).status).toBe(201);
      expect(await authorize(house, inside('Next'))).toMatchObject({ outcome: 'needsApproval' });
      const events = await house.lines();
      const at = events.findIndex(({ type }) => type === 'feedback-reported');
      expect(events[at + 1]).toMatchObject({ type: 'grant-revoked', data: { breach: 'F-1' } });
    },
  );
});

describe('on a real table', () => {
  it('the whole story is told', { timeout: 120_000 }, async () => {
    const azurite = await startAzurite();
    const table = tableOfConnection(
      azurite.connectionString,
      `t${randomUUID().replaceAll('-', '')}`,
    );
    const house = await openWithRules({ table });
    try {
      const id = await adopted(house);
      const { decisionId, grant } = await authorize(house, inside('Wrong'));
      expect(grant).toBe(id);
      const report = { decisionId, outcome: 'discarded' };
      expect((await house.call('gateway', 'POST', '/outcomes', report)).status).toBe(200);
      expect(await authorize(house, inside('Next'))).toMatchObject({ outcome: 'needsApproval' });
    } finally {
      await house.close();
      await azurite.stop();
    }
  });
});
