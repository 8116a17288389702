import { HOUR, type Instant, isBefore, plus } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/people.ts';

/**
 * So many requests of an agent may be withdrawn within an hour before the next is refused: each of them was put before
 * people for nothing. Requests that people answer are not counted, since they set that pace themselves. Each person who
 * asks for the agent is counted apart, so that nobody can keep it, or anybody else, from asking.
 */
export const MOST_WITHDRAWN = 60;

interface Window {
  readonly since: Instant;
  readonly count: number;
}

/** Who withdrew → how often since when; an hour that is over is dropped with the next withdrawal. */
export type Withdrawals = { readonly [asker: string]: Window };

const askerOf = (by: Actor): string => (by.kind === 'person' ? by.id : 'programs');
const endOf = ({ since }: Window): Instant => plus(since, HOUR);

/** One more. */
export function withdrawnBy(before: Withdrawals = {}, by: Actor, at: Instant): Withdrawals {
  const present = Object.entries(before).filter(([, window]) => isBefore(at, endOf(window)));
  const { since = at, count = 0 } = Object.fromEntries(present)[askerOf(by)] ?? {};
  return { ...Object.fromEntries(present), [askerOf(by)]: { since, count: count + 1 } };
}

/** When this one may ask again, where they have withdrawn too much. */
export function askAgainAt(
  withdrawals: Withdrawals | undefined,
  by: Actor,
  now: Instant,
): Instant | undefined {
  const window = withdrawals?.[askerOf(by)];
  if (window === undefined || window.count < MOST_WITHDRAWN) return undefined;
  return isBefore(now, endOf(window)) ? endOf(window) : undefined;
}
