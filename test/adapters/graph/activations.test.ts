import { afterEach, beforeEach, expect, it } from 'vitest';
import { graphActivations } from '../../../src/adapters/graph/activations.ts';
import { instantOf, MINUTE } from '../../../src/kernel/instant.ts';
import { type PersonId, personId } from '../../../src/kernel/people.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeActivation, type FakeGraph, startFakeGraph } from '../../support/fakeGraph.ts';

const idOf = (n: number) =>
  personId(`00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`) as PersonId;
const [PERSON, OTHER, GROUP, ELSEWHERE] = [idOf(1), idOf(2), idOf(91), idOf(92)];
const START = Date.UTC(2026, 10, 20, 9);

let graph: FakeGraph;
let now = START;
const open = (budgetMs = 10_000) =>
  graphActivations({
    credential: fakeCredential(),
    origin: graph.origin,
    clock: { now: () => instantOf(now) },
    budgetMs,
    wait: async () => undefined,
  });

function add(more: Partial<FakeActivation> = {}): void {
  graph.activations.push({
    id: `${GROUP}_member_7`,
    groupId: GROUP,
    principalId: PERSON,
    accessId: 'member',
    assignmentType: 'activated',
    endDateTime: '2026-11-20T17:00:00Z',
    ...more,
  });
}

beforeEach(async () => {
  now = START;
  graph = await startFakeGraph();
});
afterEach(() => graph.close());

it('is the one that is on, with its id and its end', async () => {
  add();
  expect(await open()(PERSON, GROUP)).toEqual({
    state: 'active',
    id: `${GROUP}_member_7`,
    ends: '2026-11-20T17:00:00.000Z',
  });
  expect(decodeURIComponent(graph.calls[0]?.url ?? '')).toBe(
    `/v1.0/identityGovernance/privilegedAccess/group/assignmentScheduleInstances?$filter=groupId eq '${GROUP}' and principalId eq '${PERSON}'`,
  );
});

it('is the one that lasts longest, without an end above all', async () => {
  add({ id: 'short', endDateTime: '2026-11-20T10:00:00Z' });
  add({ id: 'long', endDateTime: '2026-11-20T18:00:00.0000000Z' });
  expect(await open()(PERSON, GROUP)).toMatchObject({ id: 'long' });
  add({ id: 'open', endDateTime: null });
  expect(await open()(PERSON, GROUP)).toEqual({ state: 'active', id: 'open' });
});

it.each([
  ['a standing assignment', { assignmentType: 'assigned' }],
  ['an ownership', { accessId: 'owner' }],
  ['somebody else’s', { principalId: OTHER }],
  ['another group’s', { groupId: ELSEWHERE }],
  ['one that ended this moment', { endDateTime: '2026-11-20T09:00:00Z' }],
] as const)('is not %s', async (_name, more) => {
  add(more);
  expect(await open()(PERSON, GROUP)).toEqual({ state: 'none' });
});

it.each([
  ['is refused', { status: 403, body: { error: { code: 'PermissionScopeNotGranted' } } }],
  ['fails', { status: 500 }],
  ['answers nonsense', { body: { value: [{ id: 7 }] } }],
] as const)('is not known where Graph %s', async (_name, failure) => {
  add();
  const activationOf = open(150);
  graph.fail(failure, 1_000);
  expect(await activationOf(PERSON, GROUP)).toEqual({ state: 'unknown' });
});

it('is not known where Graph is silent, within the time there is', async () => {
  add();
  graph.fail('hang', 1);
  const activationOf = open(100);
  const before = performance.now();
  expect(await activationOf(PERSON, GROUP)).toEqual({ state: 'unknown' });
  expect(performance.now() - before).toBeLessThan(2_000);
  expect(await activationOf(PERSON, GROUP)).toMatchObject({ state: 'active' });
});

it('is remembered for a minute, of one person and group, and not beyond its end', async () => {
  add({ endDateTime: '2026-11-20T09:00:30Z' });
  const activationOf = open();
  await activationOf(PERSON, GROUP);
  await activationOf(PERSON, GROUP);
  expect(graph.calls).toHaveLength(1);
  expect(await activationOf(OTHER, GROUP)).toEqual({ state: 'none' });
  expect(graph.calls).toHaveLength(2);
  now += MINUTE / 2;
  expect(await activationOf(PERSON, GROUP)).toEqual({ state: 'unknown' });
  now += MINUTE / 2;
  expect(await activationOf(PERSON, GROUP)).toEqual({ state: 'none' });
  expect(graph.calls).toHaveLength(3);
});
