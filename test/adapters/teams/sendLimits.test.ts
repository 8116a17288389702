import { describe, expect, it } from 'vitest';
import { createSendLimits } from '../../../src/adapters/teams/sendLimits.ts';

/** Sends as fast as the limits let, and gives the milliseconds at which each send went. */
function sendAll(count: number, conversationOf: (i: number) => string = () => 'a:1') {
  let now = 0;
  const limits = createSendLimits(() => now);
  return Array.from({ length: count }, (_, i) => {
    for (;;) {
      const wait = limits.take(conversationOf(i));
      if (wait === 0) return now;
      now += wait;
    }
  });
}

/** The most sends within any stretch of `within` ms (its end not counted). */
const most = (times: readonly number[], within: number) =>
  Math.max(...times.map((from) => times.filter((t) => t >= from && t < from + within).length));

describe('send limits', () => {
  it('keep to what Teams takes in one conversation', () => {
    const times = sendAll(2_000);
    expect([1_000, 2_000, 30_000, 3_600_000].map((within) => most(times, within))).toEqual([
      7, 8, 60, 1_800,
    ]);
  });

  it('keep to about thirty a second over all conversations', () => {
    const times = sendAll(200, (i) => `a:${i}`);
    expect(most(times, 1_000)).toBe(30);
    expect(times.at(-1)).toBe(6_000);
  });

  it('do not wait and do not count what they put off', () => {
    let now = 0;
    const limits = createSendLimits(() => now);
    for (let i = 0; i < 7; i += 1) expect(limits.take('a:1')).toBe(0);
    for (let i = 0; i < 50; i += 1) expect(limits.take('a:1')).toBe(1_000);
    expect(limits.take('a:2')).toBe(0);
    now = 999.5;
    expect(limits.take('a:1')).toBe(1);
    now = 1_000;
    expect(limits.take('a:1')).toBe(0);
    expect(limits.take('a:1')).toBe(1_000);
  });

  it('forget who has been quiet longest', () => {
    let now = 0;
    const limits = createSendLimits(() => now);
    for (let i = 0; i < 25_000; i += 1) {
      now += 100;
      expect(limits.take(`a:${i}`)).toBe(0);
    }
  });
});
