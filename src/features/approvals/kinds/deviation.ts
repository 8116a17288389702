import { DAY, type Instant, isBefore, millisecondsBetween, plus } from '../../../kernel/instant.ts';
import type { ExceptionEvent } from '../../exceptions/domain/events.ts';
import type { AgentPeople } from '../../registry/domain/model.ts';
import type { AskedDeviation, Context, Plan } from '../domain/commands.ts';
import type { RequestEvent } from '../domain/events.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { DeviationRequest } from '../domain/state.ts';
import { ownerStage, reviewPlan, roleStage, withoutAgent } from './rights.ts';

/** The longest that an agent may differ from a standard by one request. */
export const MOST_DEVIATION_DAYS = 90;

/** Owner and security; in production one of the board too. It cannot be approved after its own end. */
export function planDeviation(
  { environment, until }: AskedDeviation,
  people: AgentPeople,
  now: Instant,
): Plan {
  const board = environment === 'production' ? [roleStage('board')] : [];
  const review = reviewPlan([ownerStage(people), roleStage('security'), ...board], now);
  return { ...review, windowMs: Math.min(review.windowMs, millisecondsBetween(now, until)) };
}

/** Why a deviation cannot be asked for, or approved any more. How long it may be counts from the asking. */
export function deviationObstacle(
  asked: AskedDeviation | DeviationRequest,
  context: Context,
): Refusal | undefined {
  const { agentId, connectorId, until } = asked;
  const { agent, connector, now } = context;
  const nobody = withoutAgent(agentId, context);
  if (nobody) return nobody;
  if (!isBefore(now, until)) return { code: 'grant-over', until };
  if (isBefore(plus(now, MOST_DEVIATION_DAYS * DAY), until))
    return { code: 'too-long', days: MOST_DEVIATION_DAYS };
  if (connectorId === undefined) return undefined;
  if (connector === undefined) return { code: 'unknown-connector', connectorId };
  const has = agent?.record.capabilities.some((one) => one.connectorId === connectorId);
  return has ? undefined : { code: 'no-capability', agentId, connectorId };
}

/** What approving does: an entry of the register, until its date. */
export function deviationGranted(
  asked: DeviationRequest,
  events: readonly RequestEvent[],
): readonly ExceptionEvent[] {
  const approved = events.find((event) => event.type === 'request-approved');
  if (approved?.type !== 'request-approved') return [];
  const { id: exception, agentId, connectorId, from, what, why, owner, until } = asked;
  const about = { exception, agentId, ...(connectorId !== undefined && { connectorId }) };
  const { approvers } = approved.data;
  return [
    { type: 'deviation-granted', data: { ...about, from, what, why, owner, until, approvers } },
  ];
}
