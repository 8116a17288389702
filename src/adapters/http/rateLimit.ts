import type { Clock } from '../../kernel/instant.ts';
import { epochMs } from '../../kernel/instant.ts';

/** Calls a second, for one caller. */
const RATES = { authorize: 2_000, messages: 200, call: 200 } as const;

export type RateClass = keyof typeof RATES;

export interface RateLimit {
  /** Counts one call; false where the caller has none left this second. */
  take(kind: RateClass, caller: string): boolean;
}

export const noRateLimit: RateLimit = { take: () => true };

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A token bucket a caller and class, filled evenly, holding one second's worth. Remembers at most `most` callers: the one
 * that has been silent longest is forgotten first, and by then its bucket is full again.
 */
export function rateLimit(clock: Clock, most = 20_000): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(kind, caller) {
      const key = `${kind} ${caller}`;
      const now = epochMs(clock.now());
      const bucket = filled(buckets.get(key), RATES[kind], now);
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > most) forgetOldest(buckets);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}

function filled(bucket: Bucket | undefined, rate: number, now: number): Bucket {
  if (bucket === undefined) return { tokens: rate, at: now };
  const at = Math.max(now, bucket.at);
  return { tokens: Math.min(rate, bucket.tokens + ((at - bucket.at) * rate) / 1_000), at };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
