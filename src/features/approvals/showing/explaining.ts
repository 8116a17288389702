import type { View } from '../../../kernel/ledger.ts';
import { connectors } from '../../registry/domain/fold.ts';
import type { WhyView } from '../cards/view.ts';
import { matterOf } from '../cards/words.ts';
import type { Explained } from '../domain/explained.ts';

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
