import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/adapters/local/loopback.ts';
import { buttonData } from '../../support/cardClicks.ts';
import type { FaultProxy, FaultRates } from '../../support/faultProxy.ts';
import { seeded } from '../../support/random.ts';
import { beginServer, endOf, type ServerProcess } from '../../support/serverProcess.ts';
import { expectCardsUpToDate } from './cards.ts';
import { expectHeld } from './ledgerHolds.ts';
import { startLoad } from './load.ts';
import {
  callApi,
  eventually,
  ledgerLines,
  type Machine,
  openMachine,
  type Told,
} from './machine.ts';
import { report, rounds, SEED } from './report.ts';

/** Seconds under faults. */
const SECONDS = rounds(8);
/** Within which "try again" must have been said; the rest is for a machine that is busy. */
const ANSWER_MS = 2_000;
const SLACK_MS = 500;

const MANY: FaultRates = {
  'err-before': 0.03,
  'err-after': 0.03,
  'reset-before': 0.03,
  'reset-after': 0.03,
  hang: 0.01,
  throttle: 0.03,
  stale: 0.03,
};

const READ = { agentId: 'crm-assistant', connectorId: 'mail', tool: 'search', arguments: {} };
const SEND = {
  ...READ,
  tool: 'send',
  arguments: { to: ['emma@fabrikam.example'], subject: 'Offer', body: 'Here is the offer.' },
};

describe('storage that fails', () => {
  let machine: Machine;
  let server: ServerProcess;
  let proxy: FaultProxy;
  beforeEach(async () => {
    machine = await openMachine({ faults: { seed: SEED } });
    if (machine.proxy === undefined) throw new TypeError('no proxy');
    proxy = machine.proxy;
    server = await machine.serve();
    machine.teams.connect(`${server.url}/api/messages`);
    await machine.teams.install(machine.person('owner'));
  }, 120_000);
  afterEach(async () => {
    await proxy.up();
    proxy.meet({});
    await machine.close();
  }, 120_000);

  const authorize = async (body: object): Promise<Told> =>
    callApi(server.url, {
      token: await machine.token('agent:crm-assistant'),
      path: '/authorize',
      body,
    });

  /** What took the server longer to answer than a caller should wait. */
  const slow = () =>
    server.log.filter(
      ({ event, ms }) =>
        event === 'call-answered' && typeof ms === 'number' && ms > ANSWER_MS + SLACK_MS,
    );

  const works = () =>
    eventually('an allow', async () => ((await authorize(READ)).status === 200 ? true : undefined));

  test(
    'here and there: nothing is confirmed that is not there, nothing is there twice, and it heals',
    async () => {
      const load = await startLoad({
        machine,
        server: () => server.url,
        random: seeded(SEED),
        approvals: 3,
      });
      proxy.meet(MANY);
      await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
      proxy.meet({});
      await load.stop();
      await works();
      const { confirmed, statuses } = load;
      report(
        `faults ${JSON.stringify(proxy.met)}: ${confirmed.decisions.size} decisions, ${confirmed.requests.size} requests, ${confirmed.redemptions.size} redemptions confirmed; answers ${JSON.stringify(Object.fromEntries(statuses))}`,
      );
      expect(statuses.get('503') ?? 0).toBeGreaterThan(0);
      const lines = () => machine.token('board').then((token) => ledgerLines(server.url, token));
      expectHeld(await lines(), confirmed);
      expect(slow()).toEqual([]);
      await expectCardsUpToDate(machine, { lines, people: ['owner'] });
      expect(machine.alarms()).toEqual([]);
    },
    120_000 + SECONDS * 2_000,
  );

  test('away altogether: calls and clicks are told to try again, and it heals by itself', async () => {
    const { body: asked } = await authorize(SEND);
    const owner = machine.person('owner');
    const card = await eventually('a card', () =>
      machine.teams.inbox(owner.chat).find(({ card }) => buttonData(card, 'approve') !== undefined),
    );
    await proxy.down();
    for (let i = 0; i < 3; i += 1) {
      const [read, sent] = await Promise.all([authorize(READ), authorize(SEND)]);
      for (const told of [read, sent]) {
        expect(told).toMatchObject({ status: 503, body: { code: 'try-again' } });
        expect(told.headers.get('retry-after')).toBe('1');
      }
    }
    const clicked = await machine.teams.click(owner, card.activityId, 'approve', {
      data: { ...buttonData(card.card, 'approve') },
    });
    expect(clicked).toMatchObject({ status: 200, statusCode: 503 });
    expect(clicked.text).toBe('Nothing was confirmed. Try again in a moment.');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await proxy.up();
    await works();
    await eventually('ready', async () =>
      (await fetch(`${server.url}/readyz`)).ok ? true : undefined,
    );
    const token = await machine.token('gateway');
    const now = await callApi(server.url, {
      token,
      method: 'GET',
      path: `/requests/${asked.requestId}`,
    });
    expect(now.body.status).toBe('pending');
    const again = await machine.teams.click(owner, card.activityId, 'approve', {
      data: { ...buttonData(card.card, 'approve') },
    });
    expect(again.statusCode).toBe(200);
    expect(slow()).toEqual([]);
  }, 60_000);

  test('away when a server starts: it says so, and starts once storage is there', async () => {
    await server.end('SIGTERM');
    await proxy.down();
    const port = await freePort();
    const begun = beginServer({ dataDir: machine.dataDir, tables: machine.tables, port });
    const url = `http://127.0.0.1:${port}`;
    try {
      const early = await eventually('an answer', () =>
        fetch(`${url}/readyz`).catch(() => undefined),
      );
      expect(early.status).toBe(503);
      expect(early.headers.get('retry-after')).toBe('1');
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      const told = await callApi(url, {
        token: await machine.token('agent:crm-assistant'),
        path: '/authorize',
        body: READ,
      });
      expect(told).toMatchObject({ status: 503, body: { code: 'try-again' } });
      await proxy.up();
      await eventually('ready', () =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => (ok ? true : undefined),
          () => undefined,
        ),
      );
    } finally {
      const ended = await endOf(begun.child, 'SIGTERM');
      expect(ended.code).toBe(0);
    }
  }, 60_000);

  test('away all the time: a server that waits for it stops when it is told to', async () => {
    await server.end('SIGTERM');
    await proxy.down();
    const port = await freePort();
    const begun = beginServer({ dataDir: machine.dataDir, tables: machine.tables, port });
    await eventually('an answer', () =>
      fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined),
    );
    expect(await endOf(begun.child, 'SIGTERM')).toMatchObject({ code: 0 });
  }, 60_000);
});
