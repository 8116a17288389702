import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sample, sampleServer } from './sampleServer.ts';

let server: Sample;
beforeAll(async () => {
  server = await sampleServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const add = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  server.call('POST', '/api/v1/things', { raw, headers });

const padded = (bytes: number) => `{"name":"one"${' '.repeat(bytes - 14)}}`;
const withArguments = (bytes: number) =>
  JSON.stringify({ name: 'one', arguments: { body: 'x'.repeat(bytes - '{"body":""}'.length) } });

describe('the size of a body', () => {
  it('is 256 KiB at most', async () => {
    expect((await add(padded(256 * 1024))).status).toBe(201);
    expect(await add(padded(256 * 1024 + 1))).toMatchObject({
      status: 413,
      json: { code: 'too-large' },
    });
  });

  it('is counted where no length is announced', async () => {
    const chunks = (count: number) =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"name":"one"'));
          for (let i = 0; i < count; i += 1) controller.enqueue(new Uint8Array(16_384).fill(32));
          controller.enqueue(new TextEncoder().encode('}'));
          controller.close();
        },
      });
    const stream = (count: number) =>
      fetch(`${server.url}/api/v1/things`, {
        method: 'POST',
        body: chunks(count),
        duplex: 'half',
        headers: { authorization: 'Bearer agent', 'content-type': 'application/json' },
      });
    expect((await stream(2)).status).toBe(201);
    expect((await stream(16)).status).toBe(413);
    expect((await stream(200)).status).toBe(413);
  });

  it('is 64 KiB at most for arguments', async () => {
    expect((await add(withArguments(64 * 1024))).status).toBe(201);
    expect(await add(withArguments(64 * 1024 + 1))).toMatchObject({
      status: 413,
      json: { detail: expect.stringContaining('64 KiB') },
    });
  });

  it('counts bytes of UTF-8, not characters', async () => {
    const wide = JSON.stringify({ name: 'one', arguments: { body: 'é'.repeat(40_000) } });
    expect((await add(wide)).status).toBe(413);
  });
});

describe('the form of a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
  ])('is taken as %s', async (type) => {
    expect((await add('{"name":"one"}', { 'content-type': type })).status).toBe(201);
  });

  it.each([
    'text/plain',
    'application/json; charset=utf-7',
    'application/json; charset=utf-16',
    'application/jsonx',
    'application/problem+json',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ])('is refused as %s', async (type) => {
    expect(await add('{"name":"one"}', { 'content-type': type })).toMatchObject({
      status: 415,
      json: { code: 'unsupported-media-type' },
    });
  });

  it.each(['gzip', 'identity', 'br', 'x'])('has no content-encoding: %s', async (encoding) => {
    const body = new Uint8Array(gzipSync('{"name":"one"}'));
    expect((await add(body, { 'content-encoding': encoding })).status).toBe(415);
    expect((await add('{"name":"one"}', { 'content-encoding': encoding })).status).toBe(415);
  });

  it.each([
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d])],
    ['a surrogate as bytes', new Uint8Array([0x5b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x5d])],
    ['UTF-16', new Uint8Array([0, 0x7b, 0, 0x7d])],
    ['text that is not JSON', 'name=one'],
    ['a member twice', '{"name":"one","name":"two"}'],
  ])('is not %s', async (_, raw) => {
    expect(await add(raw)).toMatchObject({ status: 400, json: { code: 'invalid-json' } });
  });

  it.each(['null', '[]', '"one"', '7', 'true'])('is an object, not %s', async (raw) => {
    expect(await add(raw)).toMatchObject({
      status: 400,
      json: { code: 'invalid-body', errors: [{ path: '', message: 'It must be an object.' }] },
    });
  });

  it('is there where one is needed', async () => {
    expect(await server.call('POST', '/api/v1/things')).toMatchObject({
      status: 400,
      json: { errors: [{ path: '', message: 'A JSON body is needed, {} at least.' }] },
    });
  });

  it('is not there where none is taken', async () => {
    expect(await server.call('POST', '/api/v1/broken/x', { body: {} })).toMatchObject({
      status: 400,
      json: { errors: [{ message: 'This call takes no body.' }] },
    });
  });
});

describe('a mistake in a body', () => {
  const mistakes = async (body: unknown) => {
    const { status, json } = await server.call('POST', '/api/v1/things', { body });
    expect(status).toBe(400);
    return json['errors'];
  };

  it('is told together with all others, with dotted paths', async () => {
    const body = {
      name: 'x',
      amount: 1.5,
      parts: [{ kind: 'c' }, { kind: 'a', size: 1 }],
      role: 1,
    };
    expect(await mistakes(body)).toEqual([
      { path: 'name', message: 'It must have at least 2 characters.' },
      { path: 'amount', message: 'It must be a whole number.' },
      { path: 'parts.0.kind', message: 'It must be one of "a", "b".' },
      { path: 'parts.1.size', message: 'This field is not known here: leave it out.' },
      { path: 'role', message: 'This field is not known here: leave it out.' },
    ]);
  });

  it('says what is missing', async () => {
    expect(await mistakes({})).toEqual([{ path: 'name', message: 'Give a text.' }]);
  });

  it('never makes the answer long', async () => {
    const parts = Array.from({ length: 5_000 }, () => ({ kind: 'z' }));
    expect(await mistakes({ name: 'one', parts })).toHaveLength(50);
  });

  it('is told for queries too', async () => {
    const { status, json } = await server.call('GET', '/api/v1/things?status=x&limit=0&page=2');
    expect({ status, code: json['code'] }).toEqual({ status: 400, code: 'bad-request' });
    expect(json['errors']).toEqual([
      { path: 'status', message: 'It must be one of "open", "done".' },
      { path: 'limit', message: 'It must be at least 1.' },
      { path: 'page', message: 'This field is not known here: leave it out.' },
    ]);
  });

  it('is a query parameter given twice, or a poisoned one', async () => {
    expect((await server.call('GET', '/api/v1/things?after=a&after=b')).status).toBe(400);
    expect((await server.call('GET', '/api/v1/things?__proto__=a')).status).toBe(400);
  });
});
