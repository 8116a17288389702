import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayCall } from '../../../src/kernel/route.ts';
import { anyPath, CALLERS, mayCallByTheTable, reachable } from './callersMatrix.ts';
import { principalOf, type Sample, sampleRoutes, sampleServer } from './sampleServer.ts';

const forNobody = { ...sampleRoutes()[0], id: 'forNobody', path: '/nobody', callers: [] };
const routes = [...sampleRoutes(), forNobody] as ReturnType<typeof sampleRoutes>;
const reached: string[] = [];
let server: Sample;
beforeAll(async () => {
  server = await sampleServer({ routes: reachable(routes, (id) => reached.push(id)) });
});
afterAll(() => server[Symbol.asyncDispose]());

describe('every route × every caller', () => {
  const cells = routes.flatMap((route) => CALLERS.map((caller) => [route, caller] as const));

  it.each(cells.map(([route, caller]) => [route.id, caller, route] as const))(
    '%s, called by %s',
    async (id, caller, route) => {
      reached.length = 0;
      const body = route.body ? { name: 'one' } : undefined;
      const answer = await server.call(route.method, anyPath(route), { who: caller, body });
      const allowed = mayCallByTheTable(route.callers, caller);
      if (!allowed) expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
      else expect([200, 201, 400]).toContain(answer.status);
      expect(reached).toEqual(allowed && answer.status < 300 ? [id] : []);
    },
  );

  it('is closed to whoever has no token, or one of somebody else', async () => {
    reached.length = 0;
    for (const route of routes)
      for (const who of [false, 'stranger'] as const)
        expect(await server.call(route.method, anyPath(route), { who })).toMatchObject({
          status: 401,
          json: { code: 'unauthenticated' },
        });
    expect(reached).toEqual([]);
  });

  it('tells programs nothing about roles and gives them none', () => {
    const everything = new Set(['admin', 'board'] as const);
    for (const kind of ['agent', 'gateway'])
      expect(mayCall(['admin'], { principal: principalOf(kind), roles: everything })).toBe(false);
  });
});

describe('an access token', () => {
  it.each([
    'Basic agent',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer agent,gateway',
    'agent',
    'Bearer "agent"',
  ])('is not read out of %j', async (authorization) => {
    const headers = { authorization };
    const answer = await server.call('GET', '/api/v1/things', { who: false, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="countersign"');
  });

  it('stands after Bearer in any letter case', async () => {
    const headers = { authorization: 'bearer agent' };
    const answer = await server.call('GET', '/api/v1/things', { who: false, headers });
    expect(answer.status).toBe(200);
  });
});

describe('a look-up that fails', () => {
  it('refuses the call, whatever the caller might have been allowed', async () => {
    await using away = await sampleServer({
      directory: {
        rolesFrom: { source: 'example' },
        find: async () => undefined,
        managerOf: async () => undefined,
        membersOf: async () => [],
        rolesOf: async () => {
          throw new Error('secret: graph said no');
        },
      },
    });
    const answer = await away.call('GET', '/api/v1/things', { who: 'admin' });
    expect(answer).toMatchObject({ status: 503, json: { code: 'try-again' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.text).not.toContain('secret');
    expect((await away.call('GET', '/api/v1/things', { who: 'agent' })).status).toBe(200);
  });

  it('refuses the call where the token cannot be checked', async () => {
    await using away = await sampleServer({
      authenticate: async () => {
        throw new Error('secret: no keys');
      },
    });
    const answer = await away.call('GET', '/api/v1/things');
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
    expect(answer.text).not.toContain('secret');
  });
});
