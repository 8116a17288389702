import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { entraAgentIdentities } from '../../../src/adapters/graph/agentIdentities.ts';
import { copilotPackages } from '../../../src/adapters/graph/copilotPackages.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeGraph, startFakeGraph } from '../../support/fakeGraph.ts';

let graph: FakeGraph;
let told: unknown[];
const open = (source: typeof copilotPackages, budgetMs = 10_000) =>
  source(
    {
      credential: fakeCredential(),
      origin: graph.origin,
      budgetMs,
      wait: async () => undefined,
    },
    (_place, error) => void told.push(error),
  );
const idOf = (n: number): string => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;
const unread = (why: string) => ({ agents: [], unread: [{ place: 'Microsoft Graph', why }] });

beforeEach(async () => {
  graph = await startFakeGraph();
  told = [];
});
afterEach(() => graph.close());

it('agent identities are read page after page', async () => {
  graph.pageSize = 2;
  for (let n = 1; n <= 5; n += 1)
    graph.agentIdentities.push({
      id: idOf(n).toUpperCase(),
      displayName: n === 3 ? null : ` Agent ${n} `,
      accountEnabled: n !== 4,
    });
  const { agents, unread: none } = await open(entraAgentIdentities).read({});
  expect(agents).toEqual(
    [1, 2, 3, 4, 5].map((n) => ({
      id: idOf(n),
      identity: idOf(n),
      name: n === 3 ? idOf(3).toUpperCase() : `Agent ${n}`,
      isEnabled: n !== 4,
    })),
  );
  expect([none, told]).toEqual([[], []]);
});

it('Copilot packages are read page after page, those for Copilot alone', async () => {
  graph.pageSize = 2;
  for (let n = 1; n <= 3; n += 1)
    graph.packages.push({
      id: `P_${n}`,
      displayName: n === 2 ? null : `Package ${n}`,
      isBlocked: n === 3,
      ...(n === 1 && { version: ' 1.0.2 ' }),
      supportedHosts: ['Copilot', 'Teams'],
    });
  graph.packages.push({
    id: 'P_9',
    displayName: 'Add-in',
    isBlocked: false,
    supportedHosts: ['Word'],
  });
  expect((await open(copilotPackages).read({})).agents).toEqual([
    { id: 'P_1', name: 'Package 1', isEnabled: true, version: '1.0.2' },
    { id: 'P_2', name: 'P_2', isEnabled: true },
    { id: 'P_3', name: 'Package 3', isEnabled: false },
  ]);
});

describe.each([
  [
    'agent identities',
    entraAgentIdentities,
    '/v1.0/servicePrincipals/microsoft.graph.agentIdentity?x',
  ],
  ['Copilot packages', copilotPackages, '/v1.0/copilot/admin/catalog/packages?x'],
])('%s', (_name, source, next) => {
  it('are none where there are none', async () => {
    expect(await open(source).read({})).toEqual({ agents: [], unread: [] });
  });

  it.each<[string, string, () => void]>([
    ['a token that is no good', 'refused', () => (graph.token = 'another')],
    [
      'a right that is missing',
      'refused',
      () => graph.fail({ status: 403, body: { error: { code: 'x' } } }),
    ],
    ['a service that fails', 'silent', () => graph.fail({ status: 503 }, 1_000)],
    ['a connection that hangs', 'silent', () => graph.fail('hang')],
    [
      'an entry without an id',
      'odd',
      () => graph.fail({ body: { value: [{ displayName: 'x' }] } }),
    ],
    ['another answer', 'odd', () => graph.fail({ body: { items: [] } })],
  ])('are not half read: %s', async (_what, why, spoil) => {
    spoil();
    expect(await open(source, 1_000).read({})).toEqual(unread(why));
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('token for');
  });

  it('are not read from another host, nor for ever', async () => {
    const other = await startFakeGraph();
    onTestFinished(() => other.close());
    graph.fail({ body: { value: [], '@odata.nextLink': `${other.origin}${next}` } });
    expect(await open(source).read({})).toEqual(unread('odd'));
    expect(other.calls).toEqual([]);
    graph.fail({ body: { value: [], '@odata.nextLink': `${graph.origin}${next}` } }, 1_000);
    expect(await open(source).read({})).toEqual(unread('odd'));
    expect(graph.calls).toHaveLength(101);
  });
});
