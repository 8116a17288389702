import { expect, test } from 'vitest';
import { BUDGET_MS, Deadlines, Waiting } from '../../../src/adapters/tables/commit/waiting.ts';
import type { Timers } from '../../../src/adapters/tables/table/timers.ts';

/** Timers that go on when they are told to. */
function handTimers(): Timers & { go(ms: number): void } {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  return {
    monotonic: () => now,
    after(ms, run) {
      due.push({ at: now + ms, run });
      return () => {};
    },
    go(ms) {
      now += ms;
      for (const one of due.splice(0))
        if (one.at <= now) one.run();
        else due.push(one);
    },
  };
}

const told = async (waiting: Waiting<string>): Promise<string> =>
  Promise.race([waiting.answer, Promise.resolve('nothing yet')]).catch(() => 'failed');

test('whoever has no answer after the budget is failed, whoever else was answered before or after', async () => {
  const timers = handTimers();
  const deadlines = new Deadlines(timers);
  const [answered, forgotten, late] = [
    new Waiting<string>(),
    new Waiting<string>(),
    new Waiting<string>(),
  ];
  deadlines.add(answered);
  answered.resolve('done');
  deadlines.add(forgotten);
  timers.go(1_000);
  deadlines.add(late);
  timers.go(BUDGET_MS - 1_001);
  expect(await told(forgotten)).toBe('nothing yet');
  timers.go(1);
  expect([await told(answered), await told(forgotten), await told(late)]).toEqual([
    'done',
    'failed',
    'nothing yet',
  ]);
  timers.go(1_000);
  expect(await told(late)).toBe('failed');
});
