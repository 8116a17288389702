import type { Chat } from '../../kernel/chat.ts';
import type { Clock, Instant } from '../../kernel/instant.ts';
import type { InventorySource } from '../../kernel/inventorySource.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';
import type { Call, Route } from '../../kernel/route.ts';
import type { AgentRecord } from './domain/model.ts';
import type { Release } from './domain/releases.ts';
import type { Templates } from './domain/watch/templates.ts';
import type { DecidedExample } from './showing/factSheet.ts';

/** What a person does to the registry, with the agent as it would be. */
export interface RegistryDeed {
  readonly does: 'createAgent' | 'publishAgent';
  readonly agent: AgentRecord;
}

/** Who calls a route. */
type Caller = Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>;

/** Why something that changes what runs somewhere has to wait, as a sentence; undefined: nothing holds it back. */
export type Withheld = (view: View, now: Instant, change: Release) => string | undefined;

/** What the registry is given by the house. */
export interface RegistryDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly chat: Chat;
  /** HMAC-SHA-256 under the card key, hex: makes the nonce of one person's card. */
  readonly cardMac: (text: string) => string;
  /** Which agents something holds back at present. */
  readonly pausedNow: () => Promise<(agentId: string) => boolean>;
  /** Requests of the agent that people decided lately, a few of each outcome. */
  readonly examplesOf: (agentId: string) => Promise<readonly DecidedExample[]>;
  /** What the policy has against a person's deed, as a sentence; undefined: nothing. */
  readonly forbids: (deed: RegistryDeed, call: Caller) => Promise<string | undefined>;
  readonly withheld: Withheld;
  /** The platforms whose agents this server can list. */
  readonly sources?: readonly InventorySource[];
  /** The platforms that report their agents themselves, by name. */
  readonly senders?: readonly string[];
  /** How much an agent of a phase may gather before people are told; absent: as shipped. */
  readonly templates?: Templates;
  /** Every route of the house: what somebody may do is read from it. */
  readonly routes: () => readonly Route[];
}
