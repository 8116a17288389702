import type { Chat } from '../../kernel/chat.ts';
import type { Clock } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import type { Directory } from '../../kernel/people.ts';
import type { AgentState } from '../registry/domain/model.ts';

/** What standing grants are given by the house. */
export interface GrantsDeps {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly chat: Chat;
  /** Whether a token's object id may speak for an agent. */
  readonly speaksFor: (objectId: string, agentId: string, agent: AgentState | undefined) => boolean;
}
