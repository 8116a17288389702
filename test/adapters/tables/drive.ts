import type { MemoryTable, Trouble } from '../../support/memoryTable.ts';
import type { HandClock } from './house.ts';

/** Lets time pass in small steps until a promise is settled. */
export async function drive<T>(clock: HandClock, promise: Promise<T>, stepMs = 20): Promise<T> {
  let settled = false;
  void Promise.allSettled([promise]).then(() => {
    settled = true;
  });
  for (let i = 0; !settled && i < 2_000; i += 1) await clock.pass(stepMs);
  if (!settled) throw new Error(`still waiting after ${2_000 * stepMs} ms`);
  return promise;
}

/** mulberry32: small, and the same everywhere. */
export function seeded(seed: number): () => number {
  let s = seed | 0;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TROUBLES: readonly Trouble[] = [
  'before',
  'after',
  'after-conflict',
  'late',
  'stale',
  'throttle',
];

/** Lets each kind of trouble befall a share of the calls. Answers how many it was. */
export function afflict(table: MemoryTable, random: () => number, share: number) {
  const counts = new Map<Trouble, number>();
  table.trouble = (call) => {
    if (call.kind === 'create') return undefined;
    const kind = TROUBLES[Math.floor(random() / share)];
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return kind;
  };
  return {
    counts,
    stop: () => {
      table.trouble = undefined;
    },
  };
}
