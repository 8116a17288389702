import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_TENANT } from '../../../src/adapters/local/exampleOrganisation.ts';
import { HEAD, laneName, partitionOf } from '../../../src/adapters/tables/rows/keys.ts';
import { tableOfConnection } from '../../../src/adapters/tables/table/sdkTable.ts';
import { TABLE } from '../../../src/run/localParts.ts';
import { startChild } from '../../bench/child.ts';
import type { Flight, Landed } from '../../bench/flight.ts';
import type { ServerProcess } from '../../support/serverProcess.ts';
import { callApi, ledgerLines, type Machine, openMachine } from './machine.ts';
import { report, rounds } from './report.ts';
import { expectVerified } from './verified.ts';

/** 10,000 are the full proof; with 2,000 all had landed before the pause, now and then. */
const IN_FLIGHT = rounds(6_000);
const LANES = [0, 1, 2, 3].map(laneName);

type Sizes = ReadonlyMap<string, number>;

describe(`two server processes with ${IN_FLIGHT} calls in flight, and a pause in their middle`, () => {
  let machine: Machine;
  let servers: readonly ServerProcess[];
  beforeAll(async () => {
    machine = await openMachine();
    servers = await Promise.all([machine.serve(), machine.serve()]);
    machine.teams.connect(`${servers[1]?.url}/api/messages`);
    await machine.teams.install(machine.person('board'));
  }, 120_000);
  afterAll(() => machine.close(), 60_000);

  const sizes = async (): Promise<Sizes> => {
    const table = tableOfConnection(machine.azurite.connectionString, TABLE);
    const read = async (lane: string) => {
      const row = await table.get(partitionOf(EXAMPLE_TENANT, lane), HEAD);
      return [lane, Number(row?.columns['size'] ?? 0)] as const;
    };
    return new Map(await Promise.all(LANES.map(read)));
  };
  const total = (of: Sizes) => [...of.values()].reduce((all, one) => all + one, 0);

  /** Waits until so many more decisions have been written. */
  async function written(more: number): Promise<void> {
    const start = total(await sizes());
    while (total(await sizes()) < start + more) await wait(20);
  }

  const byHttp = async () => {
    const token = await machine.token('admin');
    const body = { target: 'agent:crm-assistant', reason: 'race' };
    const told = await callApi(servers[0]?.url ?? '', { token, path: '/pauses', body });
    expect(told.status).toBe(201);
  };
  const byMessage = async () => {
    const said = 'pause agent:invoice-agent because race';
    const { replies } = await machine.teams.say(machine.person('board'), said);
    expect(JSON.stringify(replies)).toContain('invoice-agent');
  };

  test.each([
    {
      how: 'over HTTP',
      pause: byHttp,
      agentId: 'crm-assistant',
      connectorId: 'crm',
      tool: 'findContact',
    },
    {
      how: 'by message',
      pause: byMessage,
      agentId: 'invoice-agent',
      connectorId: 'erp',
      tool: 'getInvoice',
    },
  ])(
    'no allow commits after the pause $how is acknowledged, on either server',
    async ({ how, pause, agentId, ...called }) => {
      const token = await machine.token(`agent:${agentId}`);
      const body = { agentId, ...called, arguments: { id: 'R-7' } };
      const flights = servers.map(() => startChild<Flight, Landed>('flight'));
      const flying = flights.map((flight, i) => {
        const port = Number(new URL(servers[i]?.url ?? '').port);
        return flight.call({ port, token, body, calls: IN_FLIGHT / 2 });
      });
      await written(IN_FLIGHT / 20);
      await pause();
      const [before, fresh] = await Promise.all([
        sizes(),
        Promise.all(servers.map(({ url }) => callApi(url, { token, path: '/authorize', body }))),
      ]);
      expect(fresh.map((told) => told.body.outcome)).toEqual(['deny', 'deny']);
      const landed = await Promise.all(flying);
      const count = (name: string) => landed.reduce((sum, one) => sum + (one[name] ?? 0), 0);
      expect(count('allow')).toBeGreaterThan(0);
      expect(count('deny')).toBeGreaterThan(0);
      const lines = await ledgerLines(servers[0]?.url ?? '', await machine.token('board'));
      const late = lines.filter(
        ({ log, seq, data }) =>
          seq > (before.get(log) ?? Infinity) &&
          data['agent'] === agentId &&
          data['outcome'] === 'allow',
      );
      expect(late).toEqual([]);
      report(`pause ${how}: ${JSON.stringify(landed)}, none of them allowed after it`);
      await Promise.all(flights.map((flight) => flight.stop()));
    },
    120_000,
  );

  test('and the ledger verifies', { timeout: 60_000 }, () => expectVerified(machine));
});
