import type { Instant } from '../../../kernel/instant.ts';
import type { ActionFacts } from '../../policy/domain/model.ts';

/** The five questions about a decision or a request, answered in sentences. */
export interface Explained {
  readonly id: string;
  readonly at: Instant;
  readonly agentId: string;
  readonly connectorId: string;
  readonly tool: string;
  readonly facts: ActionFacts | undefined;
  readonly triggeredBy: string;
  /** The agent's own words. */
  readonly statedReason: string;
  readonly because: string;
  readonly permission: string;
  readonly human: string;
  readonly used: string;
}
