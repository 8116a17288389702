import { describe, expect, it } from 'vitest';
import { Fault } from '../../../src/kernel/faults.ts';
import { instantOf } from '../../../src/kernel/instant.ts';
import { sampleServer } from './sampleServer.ts';

describe('outside the API, without a token', () => {
  it('the process says that it is alive, ready or not', async () => {
    await using server = await sampleServer({ ready: async () => false });
    expect(await server.call('GET', '/healthz', { who: false })).toMatchObject({
      status: 200,
      json: { status: 'alive' },
    });
  });

  it('the server says whether it is ready, and why not', async () => {
    let state: boolean | readonly string[] = false;
    await using server = await sampleServer({ ready: async () => state });
    const ready = () => server.call('GET', '/readyz', { who: false });
    expect(await ready()).toMatchObject({ status: 503, json: { code: 'try-again' } });
    state = ['The ledger is being filled.'];
    expect(await ready()).toMatchObject({
      status: 503,
      json: { detail: 'The ledger is being filled.' },
    });
    state = true;
    expect(await ready()).toMatchObject({ status: 200, json: { status: 'ready' } });
  });

  it('with readiness comes what is known of the ledger as a whole, and not where it differs', async () => {
    const at = instantOf(Date.UTC(2026, 10, 20, 9));
    const verified = { at, events: 3, outcome: 'differs' } as const;
    await using server = await sampleServer({
      ready: async () => true,
      verified: () => ({ ...verified, place: 'g/R|AR-7' }),
    });
    expect((await server.call('GET', '/readyz', { who: false })).json).toEqual({
      status: 'ready',
      verified,
    });
  });

  it('the keys of receipts and checkpoints can be had', async () => {
    const keys = [{ kty: 'EC', kid: 'receipts-1' }];
    await using server = await sampleServer({ jwks: async () => ({ keys }) });
    const answer = await server.call('GET', '/.well-known/jwks.json', { who: false });
    expect(answer).toMatchObject({ status: 200, json: { keys } });
  });

  it('the document of the API can be had', async () => {
    await using server = await sampleServer();
    const answer = await server.call('GET', '/api/v1/openapi.json', { who: false });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual(server.http.openApi);
  });

  it('a check that throws is a problem like any other', async () => {
    await using server = await sampleServer({
      ready: async () => {
        throw new Fault('storage-unavailable', 'secret');
      },
      jwks: async () => {
        throw new Error('secret');
      },
    });
    expect(await server.call('GET', '/readyz', { who: false })).toMatchObject({ status: 503 });
    const keys = await server.call('GET', '/.well-known/jwks.json', { who: false });
    expect(keys).toMatchObject({ status: 500, json: { code: 'internal' } });
    expect(keys.text).not.toContain('secret');
  });
});

describe('an activity', () => {
  it('reaches the bot with its Authorization header, and the bot’s answer goes back', async () => {
    const heard: unknown[] = [];
    await using server = await sampleServer({
      messages: async (authorization, activity) => {
        heard.push(authorization, await activity());
        return { status: 200, body: { statusCode: 403, type: 'x' } };
      },
    });
    const body = { type: 'invoke', arguments: { a: 1 } };
    const answer = await server.call('POST', '/api/messages', { who: 'channel', body });
    expect(answer).toMatchObject({ status: 200, json: { statusCode: 403 } });
    expect(heard).toEqual(['Bearer channel', body]);
  });

  it.each([200, 201, 202, 401, 403])('is answered with a bare %i', async (status) => {
    await using server = await sampleServer({ messages: async () => ({ status }) });
    const answer = await server.call('POST', '/api/messages', { who: false, body: {} });
    expect(answer).toMatchObject({ status, text: '' });
  });

  it.each([
    ['{', 400],
    ['', 400],
    ['{"type":"message","type":"invoke"}', 400],
    [`{"text":"${'x'.repeat(256 * 1024)}"}`, 413],
  ])('that is not one never reaches the bot', async (raw, status) => {
    let reached = false;
    await using server = await sampleServer({
      messages: async (_authorization, activity) => {
        reached = (await activity()) !== undefined;
        return { status: 200 };
      },
    });
    const answer = await server.call('POST', '/api/messages', { raw });
    expect(answer.status).toBe(status);
    expect(reached).toBe(false);
  });

  it('on which the bot throws is a problem that says nothing', async () => {
    await using server = await sampleServer({
      messages: async () => {
        throw new Error('secret');
      },
    });
    const answer = await server.call('POST', '/api/messages', { body: {} });
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
    expect(answer.text).not.toContain('secret');
  });
});
