import type { Pace } from '../../src/adapters/teams/pace.ts';

/** A pace of its own: waiting takes no time and moves it on. `waits` says how long somebody would have waited. */
export function virtualPace(): Pace & { readonly waits: number[]; advance(ms: number): void } {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    advance(ms) {
      now += ms;
    },
    wait(ms) {
      waits.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}
