import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import type { Table } from '../../src/adapters/tables/table/table.ts';
import { cardBytes } from '../../src/kernel/cards/define.ts';
import { type Azurite, startAzurite } from '../support/azurite.ts';
import { MemoryTable } from '../support/memoryTable.ts';
import { openWholeHouse, type WholeHouse } from '../support/wholeHouse.ts';
import { TICKETS } from './tickets.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKS = 13;

/** What happened in one week, noted as it was done: the digest is checked against this and nothing else. */
interface Week {
  name: string;
  reads: number;
  asked: number;
  approved: number;
  rejected: number;
  expired: number;
  used: number;
  heavy: number;
  denied: number;
}

/** The time buckets of the contract of counters, written down again: 5 s, and 2.2 times more each. */
const bucketMs = (ms: number): number => {
  for (let bound = 5_000; ; bound *= 2.2) if (ms < bound) return Math.round(bound);
};

/** A quarter of Contoso's life, told once on memory and once on Azurite. */
function quarter(
  name: string,
  open: () => Promise<{ table: Table; stop: () => Promise<void> }>,
): void {
  describe(`a quarter of Contoso's life, on ${name}`, () => {
    let world: WholeHouse;
    let stop: () => Promise<void>;
    const weeks: Week[] = [];
    beforeAll(async () => {
      const { table, stop: stopTable } = await open();
      stop = stopTable;
      world = await openWholeHouse({ table });
      for (const who of [
        'owner',
        'security',
        'admin',
        'admin2',
        'board',
        'pilot',
        'finance1',
        'finance2',
      ])
        await world.teams.install(world.person(who));
      await world.teams.say(world.person('board'), 'digest here');
    }, 60_000);
    afterAll(async () => {
      await world.close();
      await stop();
    });

    const as = (agent: string) => (call: object) =>
      world.call(`agent:${agent}`, 'POST', '/authorize', call);
    const crm = as('crm-assistant');
    const week = (): Week => weeks.at(-1) ?? expect.fail('no week');
    const answer = async (
      who: string,
      id: string,
      word: 'approve' | 'reject',
      more: object = {},
    ) => {
      const { body } = await world.call(who, 'GET', `/requests/${id}`);
      const given = await world.call(who, 'POST', `/requests/${id}/answer`, {
        answer: word,
        digest: body.digest,
        ...more,
      });
      expect(given.status, `${who} ${word} ${id}: ${JSON.stringify(given.body)}`).toBe(200);
    };
    const digest = async (of: string) => (await world.call('board', 'GET', `/digests/${of}`)).body;
    const figure = (
      body: { sections: { metrics?: { label: string; cohort?: string }[] }[] },
      label: string,
      cohort?: string,
    ) =>
      body.sections
        .flatMap(({ metrics = [] }) => metrics)
        .find((one) => one.label === label && one.cohort === cohort);
    const posted = () =>
      world.teams.deliveries.flatMap(({ card }) => {
        const text = JSON.stringify(card ?? '');
        return text.includes('Governance digest')
          ? [{ week: /20\d\d-W\d\d/.exec(text)?.[0], bytes: cardBytes(card ?? {}) }]
          : [];
      });

    /** One week's traffic: reads, sends that are approved, rejected or left alone, and what came of them. */
    async function traffic(n: number): Promise<void> {
      for (let i = 0; i < 3 + n; i += 1) {
        const { body } = await crm({
          agentId: 'crm-assistant',
          connectorId: 'crm',
          tool: 'findContact',
          workflow: 'offers',
          arguments: { n, i },
        });
        if (body.outcome === 'allow') week().reads += 1;
        else week().denied += 1;
      }
      const ids: string[] = [];
      for (let i = 0; i < 4; i += 1) {
        const { body } = await crm({
          agentId: 'crm-assistant',
          connectorId: 'mail',
          tool: 'send',
          workflow: 'offers',
          arguments: { to: ['emma@fabrikam.example'], subject: `offer ${n}.${i}`, body: 'b' },
        });
        if (body.outcome !== 'needsApproval') {
          week().denied += 1;
          continue;
        }
        week().asked += 1;
        ids.push(body.requestId);
        if (i === 0)
          await world.call('agent:crm-assistant', 'POST', '/outcomes', {
            decisionId: body.decisionId,
            outcome: 'used',
          });
        if (i === 0) week().used += 1;
        if (i === 1)
          await world.call('agent:crm-assistant', 'POST', '/outcomes', {
            decisionId: body.decisionId,
            outcome: 'edited',
            edit: 'heavy',
          });
        if (i === 1) week().heavy += 1;
      }
      await world.settle();
      await world.leap(HOUR);
      const [first, second, third, left] = ids;
      if (first) await answer('owner', first, 'approve');
      if (second) await answer('owner', second, 'approve');
      if (third) await answer('owner', third, 'reject', { reason: 'wrong price' });
      week().approved += [first, second].filter(Boolean).length;
      week().rejected += third ? 1 : 0;
      await world.leap(DAY + HOUR);
      await world.settle();
      week().expired += left ? 1 : 0;
    }

    /** To the next Monday, a little after nine in Berlin. */
    async function toMonday(): Promise<void> {
      const now = Date.parse(world.clock.now());
      const day = new Date(now).getUTCDay();
      const monday = Date.UTC(
        new Date(now).getUTCFullYear(),
        new Date(now).getUTCMonth(),
        new Date(now).getUTCDate() + ((8 - day) % 7 || 7),
        8,
        5,
      );
      await world.leap(monday - now);
      await world.settle();
      await world.pass(2_000);
    }

    const begin = (label: string): void => {
      weeks.push({
        name: label,
        reads: 0,
        asked: 0,
        approved: 0,
        rejected: 0,
        expired: 0,
        used: 0,
        heavy: 0,
        denied: 0,
      });
    };

    test('a connector goes from request to probation', { timeout: 60_000 }, async () => {
      begin('2026-W47');
      const asked = await world.call('pilot', 'POST', '/requests', TICKETS);
      expect(asked.status).toBe(201);
      for (const who of ['owner', 'security', 'admin']) {
        await world.settle();
        await answer(who, asked.body.id, 'approve');
      }
      const read = await as('mail-assistant')({
        agentId: 'mail-assistant',
        connectorId: 'tickets',
        tool: 'listTickets',
        arguments: {},
      });
      expect(read.body.outcome).toBe('allow');
      expect((await world.call('admin', 'GET', '/connectors/tickets')).body.status).toBe(
        'probation',
      );
      await toMonday();
    });

    test('weeks of traffic, a pause in their middle, a tier raised and ended, reports that become a defect and its fix', {
      timeout: 240_000,
    }, async () => {
      for (let n = 1; n < WEEKS; n += 1) {
        const { name: label } = { name: (await running()).week };
        begin(label);
        if (n === 3) await tierRaised();
        if (n === 4) await reported();
        if (n === 5)
          await world.call('admin', 'POST', '/pauses', {
            target: 'agent:crm-assistant',
            reason: 'prices are checked',
            for: '2h',
          });
        await world.settle();
        await traffic(n);
        if (n === 6) await fixed();
        await toMonday();
      }
    });

    const running = async () => {
      const now = Date.parse(world.clock.now());
      const thursday = new Date(now + (3 - ((new Date(now).getUTCDay() + 6) % 7)) * DAY);
      const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
      const number =
        Math.floor(
          (Date.UTC(thursday.getUTCFullYear(), thursday.getUTCMonth(), thursday.getUTCDate()) -
            first) /
            DAY /
            7,
        ) + 1;
      return { week: `${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}` };
    };

    async function tierRaised(): Promise<void> {
      const asked = await world.call('agent:mail-assistant', 'POST', '/requests', {
        kind: 'tierEscalation',
        agentId: 'mail-assistant',
        connectorId: 'mail',
        toTier: 'delegatedAction',
        for: 'P7D',
        reason: 'The desk is short of people this week.',
      });
      expect(asked.status).toBe(201);
      for (const who of ['owner', 'security']) {
        await world.settle();
        await answer(who, asked.body.id, 'approve');
      }
      const send = {
        agentId: 'mail-assistant',
        connectorId: 'mail',
        tool: 'send',
        arguments: { to: ['pilot@contoso.example'], subject: 's', body: 'b' },
      };
      expect((await as('mail-assistant')({ ...send, dryRun: true })).body.outcome).toBe(
        'needsApproval',
      );
      await world.leap(2 * DAY);
      expect((await as('mail-assistant')({ ...send, dryRun: true })).body.outcome).toBe(
        'needsApproval',
      );
    }

    async function reported(): Promise<void> {
      const send = {
        agentId: 'mail-assistant',
        connectorId: 'mail',
        tool: 'send',
        arguments: { to: ['pilot@contoso.example'], subject: 's', body: 'b' },
      };
      expect((await as('mail-assistant')({ ...send, dryRun: true })).body.outcome).toBe('deny');
      for (const who of ['pilot', 'finance1', 'finance2'])
        expect(
          (
            await world.call(who, 'POST', '/feedback', {
              agentId: 'crm-assistant',
              category: 'hallucinatedFacts',
              text: 'A date that nobody named.',
              workflow: 'offers',
            })
          ).status,
        ).toBe(201);
    }

    async function fixed(): Promise<void> {
      const { body } = await world.call('admin', 'GET', '/feedback');
      const id = body.items[0].id;
      expect(
        (
          await world.call('owner', 'POST', `/feedback/${id}/triage`, {
            status: 'fixed',
            remedy: 'prompt',
            note: 'It names given dates only.',
            alike: true,
          })
        ).status,
      ).toBe(200);
      await world.settle();
      expect(JSON.stringify(world.teams.deliveries)).toContain('Is it fixed for you?');
    }

    test('thirteen digests came, one a week, each below the limit', () => {
      const came = posted();
      expect(came.map((one) => one.week)).toEqual(weeks.map((one) => one.name));
      expect(came).toHaveLength(WEEKS);
      for (const { bytes } of came) expect(bytes).toBeLessThanOrEqual(28 * 1024);
    });

    test('and every figure in them is what was done that week', { timeout: 60_000 }, async () => {
      for (const done of weeks.slice(1)) {
        const body = await digest(done.name);
        const calls = done.reads + done.asked + done.denied;
        expect
          .soft(figure(body, 'escalated to a person', 'sales~offers'), done.name)
          .toMatchObject({ value: done.asked / calls, sampleSize: calls });
        expect
          .soft(figure(body, 'denied', 'sales~offers'), done.name)
          .toMatchObject({ value: done.denied / calls });
        if (done.asked === 0) continue;
        const decided = done.approved + done.rejected;
        expect.soft(figure(body, 'actions: asked'), done.name).toMatchObject({ value: done.asked });
        expect
          .soft(figure(body, 'actions: approved of those decided'), done.name)
          .toMatchObject({ value: done.approved / decided, sampleSize: decided });
        expect
          .soft(figure(body, 'actions: expired of those ended'), done.name)
          .toMatchObject({ value: done.expired / (decided + done.expired) });
        expect
          .soft(figure(body, 'actions: time to decision, half within'), done.name)
          .toMatchObject({ value: bucketMs(HOUR), sampleSize: decided });
        expect
          .soft(figure(body, 'outputs edited heavily', 'sales~offers'), done.name)
          .toMatchObject({ value: done.heavy / (done.used + done.heavy) });
        expect
          .soft(figure(body, 'outputs used as they were or nearly so', 'sales~offers'), done.name)
          .toMatchObject({ value: done.used / (done.used + done.heavy) });
      }
    });

    test('the week of the pause lists it, and the week of the reports the systemic defect', async () => {
      const paused = await digest(weeks[5]?.name ?? '');
      expect(
        JSON.stringify(paused.sections.find(({ id }: { id: string }) => id === 'incidents')),
      ).toContain('prices are checked');
      const reports = await digest(weeks[4]?.name ?? '');
      expect(
        JSON.stringify(reports.sections.find(({ id }: { id: string }) => id === 'feedback')),
      ).toContain('systemic');
    });
  });
}

quarter('memory', async () => ({ table: new MemoryTable(), stop: async () => {} }));
quarter('Azurite', async () => {
  const azurite: Azurite = await startAzurite();
  return {
    table: tableOfConnection(azurite.connectionString, 'Ledger'),
    stop: () => azurite.stop(),
  };
});
