import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Verified } from '../../kernel/verified.ts';
import type { Json } from '../../ledger/canonical.ts';

/** Calls every system that is told of alarms; how many of how many accepted it. */
export type TellSystems = (call: {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly [field: string]: Json };
}) => Promise<{ readonly accepted: number; readonly of: number }>;

/** What alarms are given by the house. */
export interface AlarmsDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly chat: Chat;
  /** Undefined: no other system is told. */
  readonly tellSystems?: TellSystems;
  /** Absent: the ledger is not verified beside the work. */
  readonly verified?: Verified;
}
