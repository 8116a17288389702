import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { GrantEvent } from './events.ts';
import { grants, isLiveGrant } from './state.ts';

/** Something that speaks against what an agent does: about one tool, or about the agent as a whole. */
export interface Breach {
  readonly agentId: string;
  readonly connectorId?: string;
  readonly tool?: string;
  /** The request, decision or case it shows in. */
  readonly breach: string;
}

/** Ends what the ledger had proposed and people adopted for such actions: it rested on nothing speaking against them. */
export function reverted(
  view: View,
  { agentId, connectorId, tool, breach }: Breach,
  now: Instant,
): readonly GrantEvent[] {
  return [...view.all(grants).values()]
    .filter(
      (grant) =>
        grant.relaxation &&
        isLiveGrant(grant, now) &&
        grant.agentId === agentId &&
        (connectorId ?? grant.connectorId) === grant.connectorId &&
        (tool ?? grant.tool) === grant.tool,
    )
    .map(({ grant, connectorId: on }) => ({
      type: 'grant-revoked',
      data: {
        grant,
        agentId,
        connectorId: on,
        reason: `${breach} speaks against it, and it rested on nothing doing so`,
        breach,
      },
    }));
}
