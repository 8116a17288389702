import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Route, route } from '../../../src/kernel/route.ts';
import { sampleServer } from './sampleServer.ts';

const none = z.strictObject({});

const slow = (more: Partial<Pick<Route, 'method' | 'patient'>>, work: () => Promise<void>): Route =>
  route({
    id: 'slow',
    method: 'POST',
    path: '/slow',
    summary: 'Takes its time',
    callers: ['agent'],
    params: none,
    query: none,
    body: undefined,
    output: none,
    success: 200,
    problems: [],
    handle: async () => {
      await work();
      return { status: 200, body: {} };
    },
    ...more,
  });

describe('a call that takes too long', () => {
  it('is told to try again, and what comes of it later does no harm', async () => {
    const { promise: work, reject } = Promise.withResolvers<void>();
    await using server = await sampleServer({ routes: [slow({}, () => work)], answerMs: 1 });
    const answer = await server.call('POST', '/api/v1/slow');
    expect(answer).toMatchObject({ status: 503, json: { code: 'try-again' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(server.lines).toContainEqual(expect.objectContaining({ event: 'call-failed' }));
    reject(new Error('too late'));
    expect((await server.call('GET', '/healthz')).status).toBe(200);
  });

  it('is waited for where it only reads, or says that it takes long', async () => {
    for (const more of [{ method: 'GET' }, { patient: true }] as const) {
      const { promise: work, resolve } = Promise.withResolvers<void>();
      await using server = await sampleServer({ routes: [slow(more, () => work)], answerMs: 1 });
      const answer = server.call('method' in more ? 'GET' : 'POST', '/api/v1/slow');
      for (let i = 0; i < 5; i += 1) await server.call('GET', '/healthz');
      resolve();
      expect((await answer).status).toBe(200);
    }
  });
});
