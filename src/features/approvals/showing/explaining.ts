import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { ActionFacts } from '../../policy/domain/model.ts';
import { connectors } from '../../registry/domain/fold.ts';
import type { WhyView } from '../cards/view.ts';
import { matterOf } from '../cards/words.ts';

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

/** As the card shows it; a call that was not understood is named by its tool. */
export function whyViewOf(
  { agentId, connectorId, tool, facts, ...rest }: Explained,
  view: View,
): WhyView {
  const connector = view.get(connectors, connectorId)?.record ?? {
    id: connectorId,
    displayName: connectorId,
  };
  const matter = facts
    ? matterOf(agentId, { kind: 'outboundAction', connector, facts, arguments: {} })
    : { agentId, does: `use ${tool} of ${connectorId}`, detail: '' };
  return { ...rest, matter };
}
