import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';

import type { Route } from '../../../src/kernel/route.ts';
import { sampleRoutes, sampleServer } from './sampleServer.ts';

const reached = async (server: { heard: unknown[] }, count = 1) => {
  while (server.heard.length < count) await new Promise(setImmediate);
};

describe('a long poll', () => {
  it('ends when the caller hangs up', async () => {
    await using server = await sampleServer();
    const hangUp = new AbortController();
    const waiting = fetch(`${server.url}/api/v1/things/later`, {
      headers: { authorization: 'Bearer agent' },
      signal: hangUp.signal,
    });
    await reached(server);
    const signal = server.heard[0]?.signal ?? AbortSignal.abort();
    expect(signal.aborted).toBe(false);
    const aborted = once(signal, 'abort');
    hangUp.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await aborted;
  });

  it('is answered by its handler when the server stops', async () => {
    const server = await sampleServer();
    const waiting = server.call('GET', '/api/v1/things/later');
    await reached(server);
    await server.http.close();
    const answer = await waiting;
    expect(answer).toMatchObject({ status: 200, json: { waited: true } });
    expect(answer.headers.get('connection')).toBe('close');
  });

  it('of a call that ended is never aborted', async () => {
    await using server = await sampleServer();
    await server.call('GET', '/api/v1/things/now');
    await server.http.close();
    expect(server.heard[0]?.signal.aborted).toBe(false);
  });
});

describe('a handler that throws once nobody waits', () => {
  const throwing = async (error: Error) => {
    const [first] = sampleRoutes();
    const handling = Promise.withResolvers<AbortSignal>();
    const handle: Route['handle'] = async ({ signal }) => {
      handling.resolve(signal);
      await once(signal, 'abort');
      throw error;
    };
    const server = await sampleServer({ routes: [{ ...first, handle } as Route] });
    const waiting = server.call('GET', '/api/v1/things');
    await handling.promise;
    await server.http.close();
    return { answer: await waiting, levels: server.lines.map(({ level }) => level) };
  };

  it('because it was told to stop is no fault', async () => {
    const { answer, levels } = await throwing(new DOMException('stop', 'AbortError'));
    expect(answer).toMatchObject({ status: 503, json: { code: 'try-again' } });
    expect(levels).toEqual(['info']);
  });

  it('for any other reason is told to operators', async () => {
    const { answer, levels } = await throwing(new Error('row forged'));
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
    expect(levels).toEqual(['error', 'info']);
  });
});

describe('a server that stops', () => {
  it('does not wait for connections that are kept alive', async () => {
    const server = await sampleServer();
    await Promise.all(Array.from({ length: 5 }, () => server.call('GET', '/healthz')));
    await server.http.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('waits for a call, but not for ever', async () => {
    const handling = Promise.withResolvers<void>();
    const handle = () => {
      handling.resolve();
      return new Promise<never>(() => {});
    };
    const routes = sampleRoutes().map((route) => ({ ...route, handle }));
    const server = await sampleServer({ routes });
    const waiting = server.call('GET', '/api/v1/things').catch((error: unknown) => error);
    const silent = connect(server.port, '127.0.0.1').on('error', () => {});
    const cutOff = once(silent, 'close');
    await handling.promise;
    await server.http.close(50);
    expect(await waiting).toBeInstanceOf(Error);
    await cutOff;
  });

  it('can be stopped twice, and before it listens', async () => {
    const server = await sampleServer();
    await server.http.close();
    await server.http.close();
  });
});

describe('a server that starts', () => {
  it('says where it listens, and that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { http } = await sampleServer();
    await http.close();
    await expect(http.listen('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
  });
});
