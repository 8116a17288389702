import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphDirectory } from '../../../src/adapters/graph/directory.ts';
import { systemClock } from '../../../src/kernel/instant.ts';
import { type PersonId, personId } from '../../../src/kernel/people.ts';
import { fakeCredential } from '../../support/credential.ts';
import { type FakeGraph, startFakeGraph } from '../../support/fakeGraph.ts';

const OWNER = personId('00000000-0000-4000-8000-000000000002') as PersonId;
const ADMINS = '00000000-0000-4000-8000-000000009001';

let graph: FakeGraph;
const waits: number[] = [];
const open = (budgetMs = 10_000) =>
  graphDirectory({
    credential: fakeCredential(),
    origin: graph.origin,
    groups: { admin: ADMINS },
    clock: systemClock,
    budgetMs,
    wait: async (ms) => void waits.push(ms),
  });

beforeEach(async () => {
  waits.length = 0;
  graph = await startFakeGraph();
  const user = { id: OWNER, userPrincipalName: 'owner@contoso.example', displayName: 'Olivia' };
  graph.users.push({ ...user, accountEnabled: true });
  graph.groups.set(ADMINS, [OWNER]);
});
afterEach(() => graph.close());

describe('Graph', () => {
  const asks = {
    find: () => open(300).find(OWNER),
    rolesOf: () => open(300).rolesOf(OWNER),
    membersOf: () => open(300).membersOf('admin'),
  };
  const cases = Object.keys(asks).flatMap((ask) =>
    (
      [
        ['throttles', { status: 429, headers: { 'retry-after': '5' } }],
        ['fails', { status: 500 }],
        ['hangs', 'hang'],
        ['resets', 'reset'],
        ['refuses', { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } }],
        ['knows another 404', { status: 404, body: { error: { code: 'UnknownError' } } }],
        ['answers no JSON', { body: '<html>' }],
        ['answers something else', { body: { value: [{ id: 1 }] } }],
        ['answers an empty object', { body: {} }],
        ['redirects', { status: 302, headers: { location: 'https://attacker.example/' } }],
      ] as const
    ).map(([what, failure]) => ({ ask: ask as keyof typeof asks, what, failure })),
  );

  it.each(cases)('that $what is a fault to $ask, soon', async ({ ask, failure }) => {
    graph.fail(failure, 10_000);
    const from = performance.now();
    await expect(asks[ask]()).rejects.toMatchObject({ code: 'directory-unavailable' });
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  it.each([
    ['429', { status: 429 }],
    ['503', { status: 503, headers: { 'retry-after': '1' }, body: { error: { code: 'x' } } }],
    ['a reset', 'reset' as const],
  ])('is asked again after %s', async (what, failure) => {
    graph.fail(failure, 1, /checkMemberGroups/);
    expect(await open().rolesOf(OWNER)).toEqual(new Set(['admin']));
    expect(waits).toEqual([what === '503' ? 1_000 : 100]);
  });

  it.each([
    ['never comes', () => new Promise<null>(() => undefined)],
    ['is refused', () => Promise.reject(new Error('no identity'))],
    ['is none', () => Promise.resolve(null)],
  ])('is not asked where the access token %s', async (_what, getToken) => {
    const directory = graphDirectory({
      credential: { getToken },
      origin: graph.origin,
      groups: { admin: ADMINS },
      clock: systemClock,
      budgetMs: 100,
    });
    await expect(directory.rolesOf(OWNER)).rejects.toMatchObject({ code: 'directory-unavailable' });
    expect(graph.calls).toEqual([]);
  });

  it('is not followed elsewhere', async () => {
    const location = `/v1.0/users/${OWNER}?$select=id,userPrincipalName,displayName,accountEnabled`;
    graph.fail({ status: 302, headers: { location } }, 1_000, /owner%40/);
    await expect(open(300).find('owner@contoso.example')).rejects.toMatchObject({
      code: 'directory-unavailable',
    });
    expect(graph.calls.every(({ url }) => url.includes('/owner%40'))).toBe(true);
  });

  it('gets no token over http', async () => {
    const credential = fakeCredential();
    const plain = graph.origin.replace('https', 'http');
    const directory = graphDirectory({
      credential,
      origin: plain,
      groups: { admin: ADMINS },
      clock: systemClock,
      budgetMs: 100,
    });
    await expect(directory.find(OWNER)).rejects.toMatchObject({ code: 'directory-unavailable' });
    expect(credential.asked).toEqual([]);
  });
});
