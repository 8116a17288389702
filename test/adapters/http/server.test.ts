import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode, problem } from '../../../src/kernel/problems.ts';
import type { Route } from '../../../src/kernel/route.ts';
import { type Sample, sampleRoutes, sampleServer } from './sampleServer.ts';

let server: Sample;
beforeAll(async () => {
  server = await sampleServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const URN = /^urn:uuid:[0-9a-f-]{36}$/;

describe('a call of the API', () => {
  it('reaches its handler and answers with status, body and location', async () => {
    const answer = await server.call('POST', '/api/v1/things', { body: { name: 'one' } });
    expect(answer).toMatchObject({ status: 201, json: { id: 'one' } });
    expect(answer.headers.get('location')).toBe('/api/v1/things/one');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(server.heard.at(-1)).toMatchObject({
      principal: { kind: 'agent', objectId: 'agent-1' },
      body: { name: 'one' },
      idempotency: undefined,
    });
  });

  it('links to the next page with the other parameters kept, and the last page to none', async () => {
    const first = await server.call('GET', '/api/v1/things?status=open&limit=5');
    const link = first.headers.get('link') ?? '';
    expect(link).toBe('</api/v1/things?status=open&limit=5&after=page+2%26%2B>; rel="next"');
    const second = await server.call('GET', /<(.*)>/.exec(link)?.[1] ?? '');
    expect(second.json['items']).toEqual(['page 2&+', '5']);
    expect(second.headers.get('link')).toBeNull();
  });

  it('answers lines as they are, in their own media type', async () => {
    const answer = await server.call('GET', '/api/v1/lines', { who: 'board' });
    expect(answer.text).toBe('{"seq":1}\n{"seq":2}\n');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  });

  it('is answered without a body to HEAD', async () => {
    const answer = await server.call('HEAD', '/api/v1/things');
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(10);
  });

  it('carries headers that keep browsers and caches out, and names no server', async () => {
    for (const path of ['/api/v1/things', '/api/v1/nothing', '/healthz']) {
      const { headers } = await server.call('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      for (const name of ['server', 'x-powered-by', 'strict-transport-security'])
        expect(headers.get(name)).toBeNull();
      for (const [name] of headers) expect(name).not.toMatch(/^access-control-/);
    }
  });

  it('asks browsers for https where the server stands behind it', async () => {
    await using secure = await sampleServer({ serverUrl: 'https://countersign.example' });
    const { headers } = await secure.call('GET', '/healthz');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });
});

describe('a problem', () => {
  it('is told with its code, its title, this occurrence and what the handler added', async () => {
    const answer = await server.call('POST', '/api/v1/things/T-1/answer', {
      who: 'person',
      body: {},
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer).toMatchObject({ status: 409 });
    expect(answer.json).toEqual({
      type: 'urn:countersign:problem:already-decided',
      title: 'The request has been decided',
      status: 409,
      code: 'already-decided',
      detail: 'It was rejected.',
      instance: expect.stringMatching(URN),
      decidedBy: 'owner',
    });
  });

  it('has the status of its code, every one of the list', async () => {
    const codes = Object.keys(PROBLEMS) as ProblemCode[];
    const [first] = sampleRoutes();
    const routes = codes.map((code) => ({
      ...first,
      id: code,
      path: `/${code}`,
      handle: async () =>
        problem(code, 'So it is.', { retryAfter: 7, extra: { status: 200, code: 'x', by: 'us' } }),
    })) as unknown as Route[];
    await using other = await sampleServer({ routes });
    for (const code of codes) {
      const [status, title] = PROBLEMS[code];
      const answer = await other.call('GET', `/api/v1/${code}`);
      expect(answer).toMatchObject({ status, json: { status, title, code, by: 'us' } });
      expect(answer.headers.get('retry-after')).toBe('7');
    }
  });

  it.each([
    ['/api/v1/nothing', 404],
    ['/', 404],
    ['/api/v1/', 404],
    ['/api/v1/things/', 404],
    ['/api/v1/THINGS', 404],
    ['/api/v1/things/%00', 404],
    ['/api/v1/things/a%2fb', 404],
    ['/api/v1/things/%zz', 404],
    [`/api/v1/things/${'x'.repeat(130)}`, 404],
    ['/__proto__', 404],
    ['/constructor', 404],
  ])('is what stands at %s', async (path, status) => {
    const answer = await server.call('GET', path);
    expect(answer).toMatchObject({ status, json: { code: 'not-found' } });
  });

  it('is an id that cannot be one', async () => {
    const path = `/api/v1/things/${'x'.repeat(21)}`;
    const answer = await server.call('PUT', path, { who: 'admin', body: {} });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not-found' } });
  });

  it.each([
    ['DELETE', '/api/v1/things', 'GET, HEAD, POST'],
    ['PATCH', '/api/v1/things/T-1', 'GET, HEAD, PUT'],
    ['GET', '/api/v1/things/T-1/answer', 'POST'],
    ['OPTIONS', '/api/v1/things', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['GET', '/api/messages', 'POST'],
  ])('is %s %s, which says what is allowed', async (method, path, allow) => {
    const answer = await server.call(method, path);
    expect(answer).toMatchObject({ status: 405, json: { code: 'method-not-allowed' } });
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it.each([
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['image/*, text/plain', 406],
    ['*/*', 200],
    ['text/html, application/*;q=0.1', 200],
    ['APPLICATION/JSON', 200],
    ['', 200],
  ])('is an answer in %s: %i', async (accept, status) => {
    const answer = await server.call('GET', '/api/v1/things', { headers: { accept } });
    expect(answer.status).toBe(status);
    if (status === 406) expect(answer.json['code']).toBe('not-acceptable');
  });
});

describe('something that went wrong on our side', () => {
  it.each([
    { how: 'storage', status: 503, code: 'try-again', retry: '1', level: 'warn' },
    { how: 'forged', status: 500, code: 'internal', retry: null, level: 'error' },
    { how: 'bug', status: 500, code: 'internal', retry: null, level: 'error' },
  ])('is told without its cause: $how', async ({ how, status, code, retry, level }) => {
    server.lines.length = 0;
    const answer = await server.call('POST', `/api/v1/broken/${how}`);
    expect(answer).toMatchObject({ status, json: { code, instance: expect.stringMatching(URN) } });
    expect(answer.text).not.toContain('secret');
    expect(answer.headers.get('retry-after')).toBe(retry);
    const [failed] = server.lines;
    expect(failed).toMatchObject({ level, event: 'call-failed', fields: { route: 'breakThing' } });
    expect(String(failed?.fields.error)).toContain('secret');
    expect(answer.json['instance']).toBe(`urn:uuid:${String(failed?.fields.requestId)}`);
  });

  it('is an answer that its route does not describe, where answers are checked', async () => {
    const routes = sampleRoutes().map((route) => ({
      ...route,
      handle: async () => ({ status: 200 as const, body: { secret: 1 } }),
    }));
    await using checked = await sampleServer({ routes, checkAnswers: true });
    const answer = await checked.call('GET', '/api/v1/things');
    expect(answer).toMatchObject({ status: 500 });
    expect(answer.text).not.toContain('secret');
  });
});

describe('the log', () => {
  it('has one line a call: what, how it went and what kind of caller, no more', async () => {
    server.lines.length = 0;
    const body = { name: 'hidden-name', arguments: { to: 'hidden@contoso.example' } };
    await server.call('POST', '/api/v1/things', { body });
    await server.call('POST', '/api/v1/things', { body: { hidden: 1 } });
    await server.call('GET', '/api/v1/things?after=hidden', { who: 'stranger' });
    await server.call('GET', '/hidden', { who: 'stranger' });
    expect(server.lines.map(({ fields }) => fields)).toEqual([
      line('POST', 'addThing', 201, { caller: 'agent' }),
      line('POST', 'addThing', 400, { caller: 'agent', problem: 'invalid-body' }),
      line('GET', 'listThings', 401, { problem: 'unauthenticated', reason: 'issuer' }),
      { method: 'GET', status: 404, problem: 'not-found', requestId: expect.any(String) },
    ]);
    expect(JSON.stringify(server.lines)).not.toMatch(/hidden|stranger|Bearer/);
  });

  const line = (method: string, route: string, status: number, more: object) => ({
    method,
    route,
    status,
    requestId: expect.any(String),
    ms: expect.any(Number),

    problem: undefined,
    ...more,
  });
});
