import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateLimit } from '../../../src/adapters/http/rateLimit.ts';
import type { Route } from '../../../src/kernel/route.ts';
import { handSetClock, sampleRoutes, sampleServer } from './sampleServer.ts';

const taken = (count: number, take: () => boolean) =>
  Array.from({ length: count }, take).filter(Boolean).length;

describe('the rate of a caller', () => {
  it.each([
    ['authorize', 2_000],
    ['messages', 200],
    ['call', 200],
  ] as const)('of %s is %i a second', (kind, rate) => {
    const clock = handSetClock();
    const limits = rateLimit(clock);
    const take = () => limits.take(kind, 'agent:a');
    expect(taken(rate + 50, take)).toBe(rate);
    clock.forward(500);
    expect(taken(rate, take)).toBe(rate / 2);
    clock.forward(60_000);
    expect(taken(rate + 50, take)).toBe(rate);
  });

  it('of names is thirty at once, then one every two seconds: nobody lists a directory with it', () => {
    const clock = handSetClock();
    const limits = rateLimit(clock);
    const take = () => limits.take('names', 'person:a');
    expect(taken(100, take)).toBe(30);
    clock.forward(10_000);
    expect(taken(100, take)).toBe(5);
    expect(limits.take('call', 'person:a')).toBe(true);
  });

  it('is nobody else’s', () => {
    const limits = rateLimit(handSetClock());
    expect(taken(300, () => limits.take('call', 'agent:a'))).toBe(200);
    expect(limits.take('call', 'agent:b')).toBe(true);
    expect(limits.take('authorize', 'agent:a')).toBe(true);
  });

  it('never lets more through in any stretch of time than a burst and the rate', () => {
    const steps = fc.array(fc.record({ wait: fc.nat(3_000), calls: fc.nat(500) }));
    fc.assert(
      fc.property(steps, (list) => {
        const clock = handSetClock();
        const limits = rateLimit(clock);
        let through = 0;
        let waited = 0;
        for (const { wait, calls } of list) {
          clock.forward(wait);
          waited += wait;
          through += taken(calls, () => limits.take('call', 'x'));
        }
        expect(through).toBeLessThanOrEqual(200 + Math.ceil((waited * 200) / 1_000));
      }),
    );
  });

  it('gains nothing from a clock that is set back', () => {
    const clock = handSetClock();
    const limits = rateLimit(clock);
    taken(200, () => limits.take('call', 'x'));
    clock.forward(-10_000);
    expect(limits.take('call', 'x')).toBe(false);
    clock.forward(10_000);
    expect(limits.take('call', 'x')).toBe(false);
  });

  it('forgets the caller that was silent longest when there are too many', () => {
    const limits = rateLimit(handSetClock(), 3);
    for (const caller of ['a', 'b', 'c']) taken(200, () => limits.take('call', caller));
    expect(limits.take('call', 'a')).toBe(false);
    expect(limits.take('call', 'd')).toBe(true);
    expect(limits.take('call', 'a')).toBe(false);
    expect(limits.take('call', 'b')).toBe(true);
  });
});

describe('a caller above the rate', () => {
  it('is told when to come again, and lets others pass', async () => {
    const clock = handSetClock();
    await using server = await sampleServer({ rateLimits: true, clock });
    const things = (who: string) => server.call('GET', '/api/v1/things', { who });
    for (let i = 0; i < 200; i += 1) expect((await things('agent')).status).toBe(200);
    const answer = await things('agent');
    expect(answer).toMatchObject({ status: 429, json: { code: 'rate-limited' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await things('gateway')).status).toBe(200);
    clock.forward(1_000);
    expect((await things('agent')).status).toBe(200);
  });

  it('has more calls of authorize', async () => {
    const [, post] = sampleRoutes();
    const routes = [{ ...post, id: 'authorize', path: '/authorize' } as Route];
    await using server = await sampleServer({ rateLimits: true, routes });
    const body = { name: 'one' };
    for (let i = 0; i < 300; i += 1)
      expect((await server.call('POST', '/api/v1/authorize', { body })).status).toBe(201);
  });

  it('has fewer calls of names', async () => {
    const clock = handSetClock();
    const [list] = sampleRoutes();
    const routes = [list, { ...list, id: 'names', path: '/names' }] as Route[];
    await using server = await sampleServer({ rateLimits: true, routes, clock });
    const names = () => server.call('GET', '/api/v1/names');
    for (let i = 0; i < 30; i += 1) expect((await names()).status).toBe(200);
    const answer = await names();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect((await server.call('GET', '/api/v1/things')).status).toBe(200);
    clock.forward(2_000);
    expect((await names()).status).toBe(200);
  });

  it('of activities is counted by the sender that the bot has validated', async () => {
    await using server = await sampleServer({
      rateLimits: true,
      messages: async (_, read, mayGoOn) => {
        const activity = await read();
        const from = typeof activity === 'object' && activity && 'from' in activity;
        return { status: from && !mayGoOn('person-1') ? 429 : 200 };
      },
    });
    const send = (body: unknown) => server.call('POST', '/api/messages', { who: false, body });
    for (let i = 0; i < 201; i += 1) expect((await send({ id: i })).status).toBe(200);
    for (let i = 0; i < 200; i += 1) expect((await send({ from: i })).status).toBe(200);
    const answer = await send({ from: 1 });
    expect(answer).toMatchObject({ status: 429, json: { code: 'rate-limited' } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('is let through where limits are off', async () => {
    await using server = await sampleServer();
    for (let i = 0; i < 250; i += 1)
      expect((await server.call('GET', '/api/v1/things')).status).toBe(200);
  });
});
