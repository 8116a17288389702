import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failure } from '../../support/fakeConnector.ts';
import { seeded } from '../../support/random.ts';
import type { ServerProcess } from '../../support/serverProcess.ts';
import { expectCardsUpToDate, orphansOf } from './cards.ts';
import { callApi, ledgerLines, type Machine, openMachine } from './machine.ts';
import { report, rounds, SEED } from './report.ts';

/** Requests of each sort. */
const REQUESTS = rounds(4);
/** Two servers share the outbox, so that one claims what the other lets go. */
const SERVERS = 2;

const FAILURES: readonly Failure[] = [
  { status: 412 },
  { status: 429, retryAfter: 1 },
  { status: 500 },
  { status: 502 },
  { status: 503 },
  { status: 504 },
  'reset',
  'unacknowledged',
];

const sendMail = (n: number) => ({
  agentId: 'crm-assistant',
  connectorId: 'mail',
  tool: 'send',
  arguments: { to: ['emma@fabrikam.example'], subject: `Offer ${n}`, body: 'Here it is.' },
});
const payInvoice = (n: number) => ({
  agentId: 'invoice-agent',
  connectorId: 'erp',
  tool: 'payInvoice',
  arguments: { payee: 'Fabrikam', amount: `${n}.00`, currency: 'EUR' },
});

describe('a connector that fails in every way', () => {
  const random = seeded(SEED);
  let machine: Machine;
  let servers: readonly ServerProcess[];
  beforeAll(async () => {
    machine = await openMachine();
    servers = await Promise.all(Array.from({ length: SERVERS }, () => machine.serve()));
    machine.teams.connect(`${servers[0]?.url}/api/messages`);
    for (const name of ['owner', 'finance1', 'finance2'])
      await machine.teams.install(machine.person(name));
  }, 120_000);
  afterAll(() => machine.close(), 120_000);

  const someServer = () => servers[Math.floor(random() * servers.length)]?.url ?? '';
  const lines = async () => ledgerLines(someServer(), await machine.token('board'));

  async function ask(action: ReturnType<typeof sendMail> | ReturnType<typeof payInvoice>) {
    const token = await machine.token(`agent:${action.agentId}`);
    const { body } = await callApi(someServer(), { token, path: '/authorize', body: action });
    expect(body.outcome).toBe('needsApproval');
    return String(body.requestId);
  }

  async function answer(name: string, request: string, given: 'approve' | 'reject') {
    const token = await machine.token(`${name}@contoso.example`);
    const path = `/requests/${request}`;
    const { body } = await callApi(someServer(), { token, method: 'GET', path });
    const told = await callApi(someServer(), {
      token,
      path: `${path}/answer`,
      body: { answer: given, digest: body.digest },
    });
    expect(told.status).toBe(200);
  }

  /** About every other call fails in some way, until it is told to stop. */
  function trouble(): { readonly counts: Map<string, number>; stop(): void } {
    const counts = new Map<string, number>();
    let seen = -1;
    const timer = setInterval(() => {
      const { length } = machine.teams.calls;
      if (length === seen) return; // the last one planned still waits for its call
      seen = length;
      const failure = FAILURES[Math.floor(random() * FAILURES.length)] ?? 'reset';
      const name = JSON.stringify(failure);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      machine.teams.fail(failure);
    }, 20);
    return { counts, stop: () => clearInterval(timer) };
  }

  test(
    'leaves every approver with one card for each request, up to date in the end',
    async () => {
      const failing = trouble();
      const pause = () => new Promise((resolve) => setTimeout(resolve, 200 + random() * 600));
      for (let n = 1; n <= REQUESTS; n += 1) {
        const [mail, invoice] = await Promise.all([ask(sendMail(n)), ask(payInvoice(n))]);
        await pause();
        await answer('finance1', invoice, 'approve');
        await answer('owner', mail, n % 2 === 0 ? 'approve' : 'reject');
        await pause();
        await answer('finance2', invoice, n % 3 === 0 ? 'reject' : 'approve');
      }
      failing.stop();
      const before = machine.teams.calls.length;
      await expectCardsUpToDate(machine, { lines, people: ['owner'] });
      await expectCardsUpToDate(machine, { lines, people: ['finance1', 'finance2'] });
      const planned = JSON.stringify(Object.fromEntries(failing.counts));
      report(
        `connector: ${planned} planned; ${before} calls until then, ${machine.teams.calls.length} in the end, ${machine.teams.deliveries.length} taken`,
      );
      const orphans = await expectTruthToOrphans();
      expect(orphans).toBeLessThanOrEqual(failing.counts.get('"unacknowledged"') ?? 0);
      expect(machine.alarms()).toEqual([]);
    },
    120_000 + REQUESTS * 5_000,
  );

  /** An orphan's buttons decide nothing any more, and whoever presses them is told how it stands. Answers how many there are. */
  async function expectTruthToOrphans(): Promise<number> {
    const all = await lines();
    let count = 0;
    for (const name of ['owner', 'finance1', 'finance2']) {
      const orphans = orphansOf(machine, all, name);
      for (const { activityId } of orphans) {
        const clicked = await machine.teams.click(machine.person(name), activityId, 'approve');
        expect(clicked.status).toBe(200);
        expect([200, 409, 410]).toContain(clicked.statusCode);
        expect(clicked.card ?? clicked.text).toBeDefined();
      }
      const after = (await lines()).filter(({ type }) => type.startsWith('request-'));
      expect(after).toHaveLength(all.filter(({ type }) => type.startsWith('request-')).length);
      count += orphans.length;
    }
    report(`${count} orphans`);
    return count;
  }
});
