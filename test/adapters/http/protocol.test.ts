import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sample, sampleServer, sendRaw } from './sampleServer.ts';

let server: Sample;
beforeAll(async () => {
  server = await sampleServer({ timeouts: { headers: 300, request: 600, keepAlive: 5_000 } });
});
afterAll(() => server[Symbol.asyncDispose]());

const stillAnswers = async () => expect((await server.call('GET', '/healthz')).status).toBe(200);
const raw = (head: string, body = '') =>
  sendRaw(server.port, `${head.replaceAll('\n', '\r\n')}\r\n\r\n${body}`);

describe('what is not HTTP as it should be', () => {
  it.each([
    ['a host that is none', 'GET / HTTP/1.1\nHost: ['],
    ['a host with a space', 'GET /healthz HTTP/1.1\nHost: a b'],
    ['an address that is none', 'GET http://[ HTTP/1.1\nHost: a'],
    ['no host', 'GET /healthz HTTP/1.1'],
    ['no path', 'GET \\x HTTP/1.1\nHost: a'],
    ['a method of their own', 'STEAL / HTTP/1.1\nHost: a'],
    ['no HTTP at all', 'hello'],
    ['headers without end', `GET / HTTP/1.1\nHost: a\nX: ${'x'.repeat(20_000)}`],
    ['two lengths', 'POST /api/v1/things HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 2'],
    [
      'a length and chunks',
      'POST /api/v1/things HTTP/1.1\nHost: a\nContent-Length: 4\nTransfer-Encoding: chunked',
    ],
  ])('is 400: %s', async (_, head) => {
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 400 /);
    await stillAnswers();
  });

  it('is 413 for a length that is too large, before a byte of the body has come', async () => {
    const head =
      'POST /api/v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer agent\r\nContent-Type: application/json\r\nContent-Length: 262145\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(server.port, head, false)).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is a problem document even where no route has seen it', async () => {
    const answer = await raw('hello');
    expect(answer).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'bad-request' });
  });

  it('is 404 where the path only looks like another host', async () => {
    const answer = await raw('GET //evil.example/healthz HTTP/1.1\nHost: a\nConnection: close');
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });

  it.each([
    'GET /healthz HTTP/1.1\nHost: a\nConnection: Upgrade\nUpgrade: websocket',
    'CONNECT a:1 HTTP/1.1\nHost: a',
  ])('is a connection that wants to become another, and ends: %s', async (head) => {
    expect(await sendRaw(server.port, `${head.replaceAll('\n', '\r\n')}\r\n\r\n`, false)).toBe('');
    await stillAnswers();
  });

  it('is a body that ends before its length: nobody is there to answer', async () => {
    const head =
      'POST /api/v1/things HTTP/1.1\nHost: a\nAuthorization: Bearer agent\nContent-Type: application/json\nContent-Length: 99';
    const before = server.heard.length;
    await raw(head, '{"name":"one"}');
    await stillAnswers();
    expect(server.heard.length).toBe(before);
  });
});

describe('a client that takes its time', () => {
  it('over the headers is cut off', async () => {
    const head = 'POST /api/v1/things HTTP/1.1\r\nHost: a\r\n';
    expect(await sendRaw(server.port, head, false)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('over saying anything is cut off', async () => {
    expect(await sendRaw(server.port, '', false)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('over the body is cut off, though it keeps sending', async () => {
    const head =
      'POST /api/v1/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer agent\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n';
    const answer = await new Promise<string>((resolve) => {
      let heard = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.write(head));
      const drip = setInterval(() => socket.write(' '), 50);
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve(heard);
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    await stillAnswers();
  });
});
