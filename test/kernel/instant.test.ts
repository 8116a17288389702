import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/kernel/instant.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('the clock of the system says each millisecond as it is, forward and back', () => {
  vi.useFakeTimers();
  for (const at of [
    '2026-11-20T09:00:00.000Z',
    '2026-11-20T09:00:00.000Z',
    '2026-11-20T09:00:00.001Z',
    '2026-11-20T08:59:59.999Z',
  ]) {
    vi.setSystemTime(at);
    expect(systemClock.now()).toBe(at);
  }
});
