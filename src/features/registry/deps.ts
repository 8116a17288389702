import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Route } from '../../kernel/route.ts';
import type { DecidedExample } from './factSheet.ts';

/** What the registry is given by the house. */
export interface RegistryDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly chat: Chat;
  /** HMAC-SHA-256 under the card key, hex: makes the nonce of one person's card. */
  readonly cardMac: (text: string) => string;
  /** Whether something holds the agent back at present. */
  readonly isPaused: (agentId: string) => Promise<boolean>;
  /** Requests of the agent that people decided lately, a few of each outcome. */
  readonly examplesOf: (agentId: string) => Promise<readonly DecidedExample[]>;
  /** Every route of the house: what somebody may do is read from it. */
  readonly routes: () => readonly Route[];
}
