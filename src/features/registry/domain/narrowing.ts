import { CRITICALITIES, type Quota, RETENTION_CLASSES } from './bounds/bounds.ts';
import { sourceWidenings } from './bounds/sources.ts';
import { added, fewer, grows, type Widening } from './ladders.ts';
import { type AgentRecord, type Phase, TIERS } from './model.ts';

const PHASES: readonly Phase[] = ['pilot', 'department', 'enterprise'];

/** What the new record would allow that the old one did not. Empty: the change only narrows, or leaves rights alone. */
export function agentWidenings(
  before: AgentRecord | undefined,
  after: AgentRecord,
): readonly Widening[] {
  const found: Widening[] = [];
  for (const { connectorId, tier } of after.capabilities) {
    const had = before?.capabilities.find((capability) => capability.connectorId === connectorId);
    if (!had) found.push(`adds the connector ${connectorId}`);
    else if (TIERS.indexOf(tier) > TIERS.indexOf(had.tier))
      found.push(`raises the tier on ${connectorId} from ${had.tier} to ${tier}`);
  }
  if (!before) return found;
  if (PHASES.indexOf(after.phase) > PHASES.indexOf(before.phase))
    found.push(`moves the agent from phase ${before.phase} to ${after.phase}`);
  if (after.environment !== before.environment && after.capabilities.length > 0)
    found.push(`moves the agent from ${before.environment} to ${after.environment}`);
  return [...found, ...newVoices(before, after), ...boundWidenings(before, after)];
}

/** Whose tokens may act as the agent: where none is named, nobody's may. */
function newVoices(before: AgentRecord, after: AgentRecord): readonly Widening[] {
  const had = (before.identities ?? []).map((id) => id.toLowerCase());
  return added(had, [...new Set((after.identities ?? []).map((id) => id.toLowerCase()))]).map(
    (id) => `lets the identity ${id} act as the agent`,
  );
}

/** What was never said bounds nothing; once said, it may only be made tighter. */
function boundWidenings(before: AgentRecord, after: AgentRecord): readonly Widening[] {
  const found: Widening[] = [
    ...grows('the data label', before.dataLabels, after.dataLabels),
    ...grows('the model', before.models, after.models),
    ...sourceWidenings(before.contentSources, after.contentSources),
    ...quotaWidenings(before.quota, after.quota),
  ];
  const { businessGroup, expires, retentionClass } = before;
  if (businessGroup !== undefined && after.businessGroup !== businessGroup)
    found.push(`takes the agent out of the business group ${businessGroup}`);
  // Connectors may be reserved for a group: who belongs to none may use none of those.
  if (businessGroup === undefined && after.businessGroup !== undefined)
    found.push(`puts the agent into the business group ${after.businessGroup}`);
  const was = before.criticality ?? 'normal';
  const now = after.criticality ?? 'normal';
  if (fewer(CRITICALITIES, was, now)) found.push(`lowers the criticality from ${was} to ${now}`);
  if (
    retentionClass !== undefined &&
    fewer(RETENTION_CLASSES, retentionClass, after.retentionClass)
  )
    found.push(`shortens the retention from ${retentionClass}`);
  if (expires !== undefined && (after.expires === undefined || after.expires > expires))
    found.push(`lets the agent live beyond ${expires}`);
  return found;
}

function quotaWidenings(before: Quota = {}, after: Quota = {}): readonly Widening[] {
  const more = (was: number | undefined, now: number | undefined) =>
    was !== undefined && (now === undefined || now > was);
  return [
    ...(more(before.perHour, after.perHour) ? ['raises the quota of calls an hour'] : []),
    ...(more(before.perDay, after.perDay) ? ['raises the quota of calls a day'] : []),
  ];
}
