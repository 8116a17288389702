import { randomUUID } from 'node:crypto';
import {
  EXAMPLE_TENANT,
  exampleAgents,
  exampleConnectors,
} from '../../src/adapters/local/exampleOrganisation.ts';
import { HEAD, laneName, partitionOf } from '../../src/adapters/tables/rows/keys.ts';
import { tableOfConnection } from '../../src/adapters/tables/table/sdkTable.ts';
import { TABLE } from '../../src/run/localParts.ts';
import { callApi, type Line, ledgerLines, type Machine } from '../scenario/processes/machine.ts';
import type { ServerProcess } from '../support/serverProcess.ts';
import { startChild } from './child.ts';
import type { Flight, Landed } from './flight.ts';
import type { Effort, Row } from './row.ts';

const IN_FLIGHT = 10_000;
const LANES = 4;

/**
 * Two servers, 10,000 calls in flight, and in the middle of them a connector is revoked: counts the allows that were
 * committed after that was acknowledged. By their place in the lanes: the answer to an earlier one may well arrive later.
 */
export async function afterFence(machine: Machine, { rounds, share }: Effort): Promise<Row> {
  const inFlight = IN_FLIGHT * share;
  await using ends = new AsyncDisposableStack();
  const servers = await Promise.all([machine.serve(), machine.serve()]);
  for (const server of servers) ends.defer(async () => void (await server.end('SIGTERM')));
  const flights = servers.map(() => startChild<Flight, Landed>('flight'));
  for (const flight of flights) ends.defer(() => flight.stop());
  const agentId = `bench-${randomUUID().slice(0, 8)}`; // another one where this is tried again
  const names = Array.from({ length: rounds }, (_, i) => `${agentId}-${i}`);
  await addConnectors(machine, servers, { agentId, names });
  let late = 0;
  const landed: Record<string, number> = {};
  const waits: number[] = [];
  for (const name of names) {
    const body = callOf(agentId, name);
    const token = await machine.token('gateway');
    const flying = flights.map((flight, i) =>
      flight.call({
        port: Number(new URL(servers[i]?.url ?? '').port),
        token,
        body,
        calls: inFlight / servers.length,
      }),
    );
    await committed(machine, inFlight / 20);
    const start = performance.now();
    await revoke(machine, servers, name);
    waits.push(performance.now() - start);
    const [sizes, fresh] = await Promise.all([
      laneSizes(machine),
      Promise.all(servers.map(({ url }) => callApi(url, { token, path: '/authorize', body }))),
    ]);
    late += fresh.filter((told) => told.body.outcome === 'allow').length;
    for (const one of await Promise.all(flying))
      for (const [outcome, count] of Object.entries(one))
        landed[outcome] = (landed[outcome] ?? 0) + count;
    late += await allowsBeyond(machine, servers, { connector: name, sizes });
  }
  if ((landed['allow'] ?? 0) === 0 || (landed['deny'] ?? 0) === 0)
    throw new Error(`no race was run: ${JSON.stringify(landed)}`);
  return {
    name: 'allowsAfterFence',
    what: 'allows committed after a revocation, 2 processes, 10,000 calls in flight',
    value: late,
    target: 0,
    at: 'most',
    detail: { ...landed, slowestRevocationMs: Math.max(...waits), revocations: rounds },
  };
}

const callOf = (agentId: string, connectorId: string) => ({
  agentId,
  connectorId,
  tool: 'findContact',
  arguments: { name: 'Emma' },
});

const recordOf = (id: string) => ({
  ...exampleConnectors.find((connector) => connector.id === 'crm'),
  id,
});

async function addConnectors(
  machine: Machine,
  servers: readonly ServerProcess[],
  { agentId, names }: { readonly agentId: string; readonly names: readonly string[] },
): Promise<void> {
  const capabilities = names.map((connectorId) => ({
    connectorId,
    tier: 'readOnly',
    reason: 'bench',
  }));
  const model = exampleAgents.find(({ id }) => id === 'crm-assistant');
  const agents = [{ ...model, id: agentId, capabilities }];
  await importInto(machine, servers[0], { agents, connectors: names.map(recordOf) });
  const token = await machine.token('gateway');
  for (const { url } of servers)
    for (let tries = 0; ; tries += 1) {
      const body = callOf(agentId, names[0] ?? '');
      const told = await callApi(url, { token, path: '/authorize', body });
      if (told.body.outcome === 'allow') break;
      if (tries > 50) throw new Error(`not allowed: ${JSON.stringify(told.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 100)); // seen elsewhere within a second
    }
}

const revoke = (machine: Machine, servers: readonly ServerProcess[], name: string) =>
  importInto(machine, servers[0], {
    agents: [],
    connectors: [{ ...recordOf(name), status: 'revoked' }],
  });

async function importInto(
  machine: Machine,
  server: ServerProcess | undefined,
  body: object,
): Promise<void> {
  const token = await machine.token('admin');
  const told = await callApi(server?.url ?? '', { token, path: '/import', body });
  if (told.status >= 300) throw new Error(`not imported: ${JSON.stringify(told.body)}`);
}

/** Size of each lane by its name. */
async function laneSizes({ azurite }: Machine): Promise<ReadonlyMap<string, number>> {
  const table = tableOfConnection(azurite.connectionString, TABLE);
  const names = Array.from({ length: LANES }, (_, i) => laneName(i));
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, number]> => {
        const head = await table.get(partitionOf(EXAMPLE_TENANT, name), HEAD);
        return [name, Number(head?.columns['size'] ?? 0)];
      }),
    ),
  );
}

const sum = (sizes: ReadonlyMap<string, number>): number =>
  [...sizes.values()].reduce((all, one) => all + one, 0);

/** Waits until so many more decisions have been written. */
async function committed(machine: Machine, count: number): Promise<void> {
  const before = sum(await laneSizes(machine));
  for (let tries = 0; sum(await laneSizes(machine)) < before + count; tries += 1) {
    if (tries > 3_000) throw new Error('nothing is decided');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function allowsBeyond(
  machine: Machine,
  servers: readonly ServerProcess[],
  { connector, sizes }: { readonly connector: string; readonly sizes: ReadonlyMap<string, number> },
): Promise<number> {
  const lines = await ledgerLines(servers[0]?.url ?? '', await machine.token('board'));
  const isLate = ({ log, seq, type, data }: Line): boolean =>
    type === 'action-authorized' &&
    data['connector'] === connector &&
    data['outcome'] === 'allow' &&
    seq > (sizes.get(log) ?? Number.POSITIVE_INFINITY);
  return lines.filter(isLate).length;
}
