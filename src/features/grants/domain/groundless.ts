import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import { catalogueHash, toolNamed } from '../../policy/domain/action.ts';
import { hasExpired } from '../../registry/domain/expiry.ts';
import { agents, connectors } from '../../registry/domain/fold.ts';
import { isListed } from '../../registry/domain/granting.ts';
import { TIER_EFFECTS } from '../../registry/domain/model.ts';
import { presentTier } from '../../registry/domain/present.ts';
import type { GrantEvent } from './events.ts';
import { type GrantState, grants, isLiveGrant } from './state.ts';

/** Whose grants: of one agent, or on one connector. */
type About = { readonly agentId: string } | { readonly connectorId: string };

/**
 * Ends live grants that rest on what is gone by now, so that they do not come back where it is given back. Where a
 * probation has only come to its date, nothing is gone yet.
 */
export const groundless = (view: View, about: About, now: Instant): readonly GrantEvent[] =>
  [...view.all(grants).values()].flatMap((state) => {
    const isAbout =
      'agentId' in about
        ? state.agentId === about.agentId
        : state.connectorId === about.connectorId;
    const reason = isAbout && isLiveGrant(state, now) ? goneFrom(state, view, now) : undefined;
    if (reason === undefined) return [];
    const { grant, agentId, connectorId } = state;
    return [{ type: 'grant-revoked', data: { grant, agentId, connectorId, reason } } as const];
  });

/** What it rested on and is gone, as a clause. */
function goneFrom(state: GrantState, view: View, now: Instant): string | undefined {
  const agent = view.get(agents, state.agentId);
  const connector = view.get(connectors, state.connectorId);
  if (agent === undefined || connector === undefined || !isListed(connector.record))
    return 'its connector was revoked';
  if (hasExpired(agent, now)) return 'the agent came to its last day';
  const { environment } = agent.record;
  if ((state.environment ?? environment) !== environment) return 'the agent was moved';
  const entry = { tool: state.tool, effectiveTool: state.tool };
  const tool = toolNamed(connector, state.tool);
  if (tool === undefined || catalogueHash(connector, entry) !== state.catalogue)
    return 'its tool is not what it was';
  const tier = presentTier(agent, state.connectorId, now);
  const { environments, tierCeiling } = connector.record;
  const covers = [tier, tierCeiling].every((one) => one && TIER_EFFECTS[one].includes(tool.effect));
  return covers && environments.includes(environment)
    ? undefined
    : 'the agent lost the right that it rested on';
}
