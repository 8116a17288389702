import { DAY, type Instant, isBefore, plus } from '../../../kernel/instant.ts';
import { keyOf, type Record } from './evidence.ts';
import type { Proposed } from './state.ts';

/** When the ledger proposes that something be done without asking: figures, not code. */
export interface Terms {
  /** Weeks before the running one that count. */
  readonly weeks: number;
  /** So many were approved, and none of them was spoken against. */
  readonly least: number;
  /** New proposals in a week. */
  readonly most: number;
  /** How long something is not proposed again. */
  readonly restMs: number;
  /** How long it would hold. */
  readonly forMs: number;
}

export const TERMS: Terms = {
  weeks: 8,
  least: 40,
  most: 3,
  restMs: 8 * 7 * DAY,
  forMs: 30 * DAY,
};

/** What is put before the board this week: the best proven first, nothing that was proposed of late or is allowed already. */
export function toPropose(
  records: readonly Record[],
  {
    proposed,
    granted,
    now,
  }: {
    readonly proposed: readonly Proposed[];
    /** Keys of what standing grants cover already. */
    readonly granted: ReadonlySet<string>;
    readonly now: Instant;
  },
  terms: Terms = TERMS,
): readonly Record[] {
  const resting = new Set(
    proposed.filter(({ at }) => isBefore(now, plus(at, terms.restMs))).map(({ key }) => key),
  );
  return records
    .filter(({ approved, against, barred }) => approved >= terms.least && against === 0 && !barred)
    .filter(({ pattern }) => !resting.has(keyOf(pattern)) && !granted.has(keyOf(pattern)))
    .toSorted((a, b) => b.approved - a.approved || (keyOf(a.pattern) < keyOf(b.pattern) ? -1 : 1))
    .slice(0, terms.most);
}

/** Why it is proposed, in a sentence of ours. */
export const reasonFor = ({ approved }: Record, since: string): string =>
  `${approved} like this were approved since ${since}, and none was rejected, corrected, discarded or complained about. Should that happen, this ends by itself.`;
