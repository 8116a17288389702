import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sample, sampleServer } from './sampleServer.ts';

let server: Sample;
beforeAll(async () => {
  server = await sampleServer();
});
afterAll(() => server[Symbol.asyncDispose]());

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
});
