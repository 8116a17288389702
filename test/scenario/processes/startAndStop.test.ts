import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginServer } from '../../support/serverProcess.ts';
import { callApi, eventually, ledgerLines, type Machine, openMachine } from './machine.ts';

/** A clean stop takes at most this long; the rest is for a machine that is busy. */
const STOP_MS = 2_000;
const SLACK_MS = 1_000;

const READ = { agentId: 'crm-assistant', connectorId: 'mail', tool: 'search', arguments: {} };

describe('a server process', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await openMachine();
  }, 60_000);
  afterAll(() => machine.close(), 60_000);

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`ends cleanly on ${signal}, in the middle of work, and loses nothing`, async () => {
      const server = await machine.serve();
      const token = await machine.token('agent:crm-assistant');
      const decided: string[] = [];
      let isOn = true;
      const callers = Array.from({ length: 8 }, async () => {
        while (isOn)
          await callApi(server.url, { token, path: '/authorize', body: READ }).then(
            ({ status, body }) => {
              if (status === 200) decided.push(body.decisionId);
            },
            () => {
              isOn = false; // it takes no more connections
            },
          );
      });
      const gateway = await machine.token('gateway');
      const asked = await callApi(server.url, {
        token,
        path: '/authorize',
        body: {
          ...READ,
          tool: 'send',
          arguments: { to: ['a@b.example'], subject: signal, body: '' },
        },
      });
      const poll = callApi(server.url, {
        token: gateway,
        method: 'GET',
        path: `/requests/${asked.body.requestId}?wait=30`,
      });
      await eventually('some decisions', () => (decided.length > 50 ? true : undefined));
      const ended = await server.end(signal);
      isOn = false;
      await Promise.all(callers);
      expect(ended).toMatchObject({ code: 0, signal: null });
      expect(ended.ms).toBeLessThan(STOP_MS + SLACK_MS);
      expect((await poll).status).toBe(200);
      const next = await machine.serve();
      const lines = await ledgerLines(next.url, await machine.token('board'));
      const there = new Set(lines.map(({ log, seq }) => `D-${log}-${seq}`));
      expect(decided.filter((id) => !there.has(id))).toEqual([]);
      await next.end('SIGTERM');
      expect(machine.alarms()).toEqual([]);
    }, 60_000);

  test('ends as soon where Teams does not take what it answers', async () => {
    const server = await machine.serve();
    machine.teams.connect(`${server.url}/api/messages`);
    machine.teams.fail({ status: 503, retryAfter: 20 }, 50);
    await machine.teams.say(machine.person('owner'), 'help');
    const { code, ms } = await server.end('SIGTERM');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(STOP_MS + SLACK_MS);
  }, 60_000);

  test('says in one line that its port is taken, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const begun = beginServer({ dataDir: machine.dataDir, tables: machine.tables, port });
    await once(begun.child, 'exit');
    expect(begun.child.exitCode).toBe(1);
    expect(begun.errors).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Port ${port} for the server is taken by .+\\. Stop it, or set PORT to another port\\.$`,
        ),
      ),
    ]);
    expect(begun.log.filter(({ level }) => level === 'error')).toEqual([]);
    other.close();
  }, 30_000);
});
