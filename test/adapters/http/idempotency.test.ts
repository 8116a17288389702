import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkKey, idempotencyOf } from '../../../src/adapters/http/idempotency.ts';
import { canonicalJson } from '../../../src/ledger/canonical.ts';
import { sha256 } from '../../../src/ledger/hash.ts';
import { type Sample, sampleServer } from './sampleServer.ts';

let server: Sample;
beforeAll(async () => {
  server = await sampleServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function sent(key: string, body: unknown, options: { who?: string; path?: string } = {}) {
  const { who = 'agent', path = '/api/v1/things' } = options;
  const headers = { 'idempotency-key': key };
  await server.call('POST', path, { who, body, headers });
  const heard = server.heard.at(-1)?.idempotency;
  if (heard === undefined) throw new Error('no key reached the handler');
  return heard;
}

describe('an idempotency key', () => {
  it('reaches the handler hashed, with the hash of the canonical body', async () => {
    const one = await sent('key-1', { name: 'one', amount: 1 });
    const scope = ['tenant-1', 'agent:agent-1', 'addThing', 'key-1'];
    expect(one).toEqual({
      key: sha256(canonicalJson(scope)),
      bodyHash: sha256(canonicalJson([{}, { amount: 1, name: 'one' }])),
    });
  });

  it('counts the same whatever the order and spelling of the same body', async () => {
    const headers = { 'idempotency-key': 'key-2' };
    const bodies = ['{"name":"one","amount":10}', '{ "amount": 1e1, "n\\u0061me": "one" }'];
    for (const raw of bodies) await server.call('POST', '/api/v1/things', { raw, headers });
    const [a, b] = server.heard.slice(-2).map(({ idempotency }) => idempotency);
    expect(a).toEqual(b);
  });

  it('differs between callers and routes, and the hash between bodies and between paths', async () => {
    const name = { name: 'one' };
    const agent = await sent('key-3', name);
    const admin = await sent('key-3', name, { who: 'admin' });
    expect(admin.key).not.toBe(agent.key);
    expect((await sent('key-3', { name: 'two' })).bodyHash).not.toBe(agent.bodyHash);
    const first = await sent('key-3', {}, { who: 'admin', path: '/api/v1/things/T-1/answer' });
    const second = await sent('key-3', {}, { who: 'admin', path: '/api/v1/things/T-2/answer' });
    expect(first.key).not.toBe(admin.key);
    expect(second.key).toBe(first.key);
    expect(second.bodyHash).not.toBe(first.bodyHash);
  });

  it('cannot be made to look like another by what stands in its parts', () => {
    const nothing = { params: {}, body: null };
    const key = (tenant: string, caller: string, route: string, text: string) =>
      idempotencyOf(text, { tenant, caller, route }, nothing).key;
    expect(key('t', 'a', 'r', 'k"]')).not.toBe(key('t', 'a', 'r","k', '"]'));
    expect(key('t', 'a:b', 'c', 'k')).not.toBe(key('t', 'a', 'b:c', 'k'));
  });

  it.each(['x', '~'.repeat(255), '!"#$%&', 'a,b'])('may be %j', (key) => {
    expect(checkKey(key)).toBeUndefined();
  });

  it.each(['', 'x'.repeat(256), 'a b', 'a\tb', 'ü', 'a, b'])('may not be %j', (key) => {
    expect(checkKey(key)).toMatchObject({ problem: 'bad-request' });
  });

  it('that may not stand is refused before anything else of the call is read', async () => {
    const headers = { 'idempotency-key': 'a b' };
    const answer = await server.call('POST', '/api/v1/things', { raw: '{', headers });
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'bad-request', errors: [{ path: 'Idempotency-Key' }] },
    });
  });

  it('counts on POST only', async () => {
    const headers = { 'idempotency-key': 'a b' };
    expect((await server.call('GET', '/api/v1/things', { headers })).status).toBe(200);
    await server.call('POST', '/api/v1/things', { body: { name: 'one' } });
    expect(server.heard.at(-1)?.idempotency).toBeUndefined();
  });
});
