import { type Instant, plus } from '../../../kernel/instant.ts';
import {
  agentWidened,
  type Bounds,
  connectorWidened,
  isUnmoved,
} from '../../registry/domain/bounds/boundChanges.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import type {
  AgentPeople,
  AgentRecord,
  ConnectorRecord,
  ConnectorState,
  Label,
} from '../../registry/domain/model.ts';
import { isUsable } from '../../registry/domain/present.ts';
import type { AskedBounds, Context, Plan } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { BoundsRequest } from '../domain/state.ts';
import { ownerStage, reviewPlan, roleStage, withoutAgent } from './rights.ts';

type Asked = AskedBounds | BoundsRequest;

/** Owner and security; compliance where confidential data comes in; for what a connector may, which all its agents share, an admin. */
export function planBounds(asked: AskedBounds, people: AgentPeople, now: Instant): Plan {
  const confidential = letsConfidentialIn(asked) ? [roleStage('compliance')] : [];
  const admin = asked.connectorId === undefined ? [] : [roleStage('admin')];
  return reviewPlan([ownerStage(people), roleStage('security'), ...confidential, ...admin], now);
}

const CONFIDENTIAL: readonly Label[] = ['confidential', 'highlyConfidential'];

/** A label that was not there before; or data that counted as confidential, and no more would. */
function letsConfidentialIn({ changes, from }: Pick<Asked, 'changes' | 'from'>): boolean {
  const news = (names: readonly Label[] = [], before: readonly Label[] = []) =>
    names.some((label) => CONFIDENTIAL.includes(label) && !before.includes(label));
  return (
    news(changes.dataLabels, from.dataLabels) ||
    news(changes.labels, from.labels) ||
    changes.dataClassification !== undefined
  );
}

/** Why these bounds cannot be asked for, or approved any more. */
export function boundsObstacle(asked: Asked, context: Context): Refusal | undefined {
  const { agentId, connectorId } = asked;
  const nobody = withoutAgent(agentId, context);
  if (nobody) return nobody;
  const { agent, connector, ownRecord = agent?.record } = context;
  if (connectorId === undefined) return ownRecord && inTheWay(asked, ownRecord, agentWidened);
  if (connector === undefined) return { code: 'unknown-connector', connectorId };
  const has = agent?.record.capabilities.some((one) => one.connectorId === connectorId);
  if (!has) return { code: 'no-capability', agentId, connectorId };
  return unusable(connector, asked.changes) ?? inTheWay(asked, connector.record, connectorWidened);
}

/** What a probation is for is not widened around it. */
function unusable(connector: ConnectorState, changes: Bounds): Refusal | undefined {
  const connectorId = connector.record.id;
  if (!isUsable(connector)) return { code: 'connector-revoked', connectorId };
  const widensProbation = changes.environments !== undefined || changes.tierCeiling !== undefined;
  return connector.record.status === 'probation' && widensProbation
    ? { code: 'on-probation', connectorId }
    : undefined;
}

/** What its record says: it has to be as it was when it was asked, and each of the bounds has to become wider. */
function inTheWay<R extends AgentRecord | ConnectorRecord>(
  { changes, from }: Asked,
  record: R,
  widened: (record: R, changes: Bounds) => ReturnType<typeof agentWidened>,
): Refusal | undefined {
  if (!isUnmoved(record, from, changes)) return { code: 'bounds-moved', id: record.id };
  const names = widened(record, changes).flatMap(({ name, how }) =>
    how.length === 0 ? [name] : [],
  );
  return names.length > 0 ? { code: 'not-wider', id: record.id, names } : undefined;
}

/** What approving does: these bounds instead of those of before, from now on, or for as long as it was asked for. */
export function boundsChanged(asked: BoundsRequest, now: Instant): readonly RegistryEvent[] {
  const { id: request, agentId, connectorId, changes, from, forMs, reason } = asked;
  const data = { agentId, changes, from, reason, request };
  if (connectorId !== undefined)
    return [{ type: 'connector-bounds-changed', data: { ...data, connectorId } }];
  const until = forMs === undefined ? {} : { until: plus(now, forMs) };
  return [{ type: 'agent-bounds-changed', data: { ...data, ...until } }];
}

/** Until when what was approved holds; undefined: until somebody narrows it. */
export const boundsEnd = ({ approval, forMs }: BoundsRequest): Instant | undefined =>
  approval === undefined || forMs === undefined ? undefined : plus(approval.at, forMs);
