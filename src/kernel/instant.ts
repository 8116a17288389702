/** A moment in UTC with milliseconds, `2026-11-20T09:00:00.000Z`. Text order is time order. */
export type Instant = string & { readonly __instant: true };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Clock {
  now(): Instant;
}

/** Epoch milliseconds → Instant. */
export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** Any ISO 8601 text that names a moment → Instant, or undefined where it names none. */
export function parseInstant(text: string): Instant | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instantOf(ms);
}

export const epochMs = (at: Instant): number => Date.parse(at);
export const plus = (at: Instant, ms: number): Instant => instantOf(epochMs(at) + ms);
export const millisecondsBetween = (from: Instant, to: Instant): number =>
  epochMs(to) - epochMs(from);
export const isBefore = (a: Instant, b: Instant): boolean => a < b;

/** Writes a moment down once: many calls come within the same millisecond. */
function system(): Clock {
  let ms = Number.NaN;
  let at = '' as Instant;
  return {
    now() {
      const present = Date.now();
      if (present !== ms) [ms, at] = [present, instantOf(present)];
      return at;
    },
  };
}

export const systemClock: Clock = system();
