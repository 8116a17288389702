import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { entraAgentIdentities } from '../../../src/adapters/graph/agentIdentities.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeGraph, startFakeGraph } from '../../support/fakeGraph.ts';

let graph: FakeGraph;
const open = (budgetMs = 10_000) =>
  entraAgentIdentities({
    credential: fakeCredential(),
    origin: graph.origin,
    budgetMs,
    wait: async () => undefined,
  });
const idOf = (n: number): string => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;

beforeEach(async () => {
  graph = await startFakeGraph();
});
afterEach(() => graph.close());

it('are none where there are none', async () => {
  expect(await open()()).toEqual([]);
});

it('are read page after page', async () => {
  graph.pageSize = 2;
  for (let n = 1; n <= 5; n += 1)
    graph.agentIdentities.push({
      id: idOf(n).toUpperCase(),
      displayName: n === 3 ? null : ` Agent ${n} `,
      accountEnabled: n !== 4,
    });
  const found = await open()();
  expect(found.map(({ objectId }) => objectId)).toEqual([1, 2, 3, 4, 5].map(idOf));
  expect(found.map(({ name }) => name)).toEqual([
    'Agent 1',
    'Agent 2',
    idOf(3).toUpperCase(),
    'Agent 4',
    'Agent 5',
  ]);
  expect(found.map(({ isEnabled }) => isEnabled)).toEqual([true, true, true, false, true]);
});

it.each([
  ['a call that is refused', () => (graph.token = 'another')],
  [
    'an id that is none',
    () => graph.agentIdentities.push({ id: '7', displayName: '', accountEnabled: true }),
  ],
])('are not half read: %s', async (_name, spoil) => {
  spoil();
  await expect(open(1_000)()).rejects.toMatchObject({ code: 'directory-unavailable' });
});

it('are not read from another host, nor for ever', async () => {
  const other = await startFakeGraph();
  onTestFinished(() => other.close());
  const next = '/v1.0/servicePrincipals/microsoft.graph.agentIdentity?x';
  graph.fail({ body: { value: [], '@odata.nextLink': `${other.origin}${next}` } });
  await expect(open()()).rejects.toMatchObject({ code: 'directory-unavailable' });
  expect(other.calls).toEqual([]);
  graph.fail({ body: { value: [], '@odata.nextLink': `${graph.origin}${next}` } }, 1_000);
  await expect(open()()).rejects.toMatchObject({ name: 'Fault' });
  expect(graph.calls).toHaveLength(101);
});
