import type { Json } from '../ledger/canonical.ts';
import type { DomainEvent, Recorded } from './events.ts';

/** A row that follows from a state: an index, a timer, something to send. `value` is a JSON object. */
export interface DerivedRow {
  /** Row key within governance's partition, such as `L|<digest>`; made with `rowKey`. */
  readonly key: string;
  readonly value: { readonly [field: string]: Json };
}

/**
 * A thing whose present state is a fold over governance events: request, agent, connector, pause.
 * The ledger keeps one state row for each (`<prefix>|<id>`), and exactly the rows that `rows` derives from the state:
 * what the new state no longer derives is deleted in the same transaction. Everything here is pure and total, so that
 * `verify` can replay it.
 */
export interface Entity<S, E extends DomainEvent = DomainEvent> {
  readonly kind: string;
  /** One or two capital letters; no two entities share it, and X W O I C K H B U V are the ledger's own. */
  readonly prefix: string;
  /** True: every server keeps all of them in memory at a known seq (small, read by each decision). */
  readonly cached: boolean;
  /** The ids of the things this event changes; none for events of others. */
  idsOf(event: DomainEvent): readonly string[];
  evolve(state: S | undefined, event: Recorded<E>, id: string): S;
  rows(state: S, id: string): readonly DerivedRow[];
  /**
   * Whether an event can happen to a thing in this state: an approval is spent once. Deciders see to it; `verify` asks it of
   * every event, so that a decision made on a state that was put back is found. Left out: every event can.
   */
  fits?(state: S | undefined, event: Recorded<E>, id: string): boolean;
}

const KEY_PART = /^[^\u0000-\u001f\u007f-\u009f/\\#?'"|]{1,200}$/u;

/** Joins parts into a row key with `|`; refuses what Table Storage keys cannot hold. Hash foreign ids before they come here. */
export function rowKey(...parts: readonly string[]): string {
  for (const part of parts)
    if (!KEY_PART.test(part))
      throw new RangeError(`not fit for a row key: ${JSON.stringify(part)}`);
  return parts.join('|');
}

/** A number in a key, so that text order is number order. */
export const keyNumber = (n: number): string => String(n).padStart(15, '0');
