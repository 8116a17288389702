import type { Json } from '../ledger/canonical.ts';
import { type DerivedRow, rowKey } from './entity.ts';
import type { Instant } from './instant.ts';

/** Something due: a timer (an ordinary commit; every server may try) or a send (claimed by one server at a time). */
export interface DueItem {
  readonly due: Instant;
  /** Which job runs it. */
  readonly job: string;
  /** Unique among what is due for that job, fit for a row key: `AR-7`, `AR-7~<person>`. */
  readonly id: string;
  readonly args: { readonly [field: string]: Json };
}

/** The O row of a due item; it stands for as long as the state derives it. */
export const dueRow = ({ due, job, id, args }: DueItem): DerivedRow => ({
  key: rowKey('O', due.replaceAll(/[-:.]/g, ''), job, id),
  value: { due, job, id, args },
});

/** How one run of a job ended. */
export type JobOutcome =
  /** Committed, or found to be no longer needed: the row is gone or goes with the state. */
  | { readonly kind: 'done' }
  /** Try again, not before `afterMs`. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** Nobody to send to yet: wait until this person's conversation is learned. */
  | { readonly kind: 'waiting'; readonly person: string };

/** One kind of due work. `claimed: true` for what reaches outside the ledger: one server at a time runs an item. */
export interface Job {
  readonly kind: string;
  readonly claimed: boolean;
  run(item: DueItem, tries: number): Promise<JobOutcome>;
}

/** A text among a due item's arguments. Rows follow from states, so that one is missing is a mistake of ours. */
export function argument(args: DueItem['args'], name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new TypeError(`a due item without ${name}`);
  return value;
}
