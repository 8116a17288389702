import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';

/** What access reviews are given by the house. */
export interface ReviewsDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly chat: Chat;
  /** HMAC-SHA-256 under the card key, hex: makes the nonce of one person's card. */
  readonly cardMac: (text: string) => string;
}
