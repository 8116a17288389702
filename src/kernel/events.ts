import type { Instant } from './instant.ts';
import type { Actor } from './people.ts';

/** What happened, in the past tense. `data` is plain JSON; ids of numbered things are in it, its place in the log is not. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** Where an event stands: `g` is governance, `00`, `01`, … are decision lanes; the first event of a log has seq 1. */
export interface Place {
  readonly log: string;
  readonly seq: number;
}

/** An event as the ledger holds it. */
export type Recorded<E extends DomainEvent = DomainEvent> = E &
  Place & { readonly at: Instant; readonly by: Actor };

/** `D-<log>-<seq>`: a decision's id is its place. */
export const decisionId = ({ log, seq }: Place): string => `D-${log}-${seq}`;

const DECISION = /^D-(g|\d{2})-([1-9]\d{0,14})$/;

export function decisionPlace(id: string): Place | undefined {
  const [, log, seq] = DECISION.exec(id) ?? [];
  return log === undefined || seq === undefined ? undefined : { log, seq: Number(seq) };
}
