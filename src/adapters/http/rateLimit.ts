import type { Clock } from '../../kernel/instant.ts';
import { epochMs } from '../../kernel/instant.ts';

interface Rate {
  readonly perSecond: number;
  /** How many at once, after a silence. */
  readonly burst: number;
}

const evenly = (perSecond: number): Rate => ({ perSecond, burst: perSecond });

/** Of one caller. Names come a hundred a call, and nobody reads people faster than that: the rest would be a list of everybody. */
const RATES = {
  authorize: evenly(2_000),
  messages: evenly(200),
  call: evenly(200),
  names: { perSecond: 0.5, burst: 30 },
} as const satisfies Readonly<Record<string, Rate>>;

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
 * A token bucket a caller and class, filled evenly. Remembers at most `most` callers: the one
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

function filled(bucket: Bucket | undefined, { perSecond, burst }: Rate, now: number): Bucket {
  if (bucket === undefined) return { tokens: burst, at: now };
  const at = Math.max(now, bucket.at);
  return { tokens: Math.min(burst, bucket.tokens + ((at - bucket.at) * perSecond) / 1_000), at };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
