import {
  type AgentRecord,
  type ConnectorRecord,
  type ConnectorStatus,
  type Effect,
  type Phase,
  TIERS,
  type Tool,
} from './model.ts';

const PHASES: readonly Phase[] = ['pilot', 'department', 'enterprise'];
const EFFECTS: readonly Effect[] = ['read', 'draft', 'write', 'send'];
const STATUSES: readonly ConnectorStatus[] = ['rejected', 'revoked', 'probation', 'approved'];

/** A change that allows more than before, in words for the admin who tried it. */
export type Widening = string;

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
  return found;
}

export function connectorWidenings(
  before: ConnectorRecord,
  after: ConnectorRecord,
): readonly Widening[] {
  const found: Widening[] = [];
  if (STATUSES.indexOf(after.status) > STATUSES.indexOf(before.status))
    found.push(`lifts the status from ${before.status} to ${after.status}`);
  if (TIERS.indexOf(after.tierCeiling) > TIERS.indexOf(before.tierCeiling))
    found.push(`raises the ceiling from ${before.tierCeiling} to ${after.tierCeiling}`);
  const isStricter = after.systemClass === 'finance' && before.systemClass !== 'web';
  if (after.systemClass !== before.systemClass && !isStricter)
    found.push(`changes the system class from ${before.systemClass} to ${after.systemClass}`);
  found.push(
    ...added(before.environments, after.environments).map((name) => `adds the environment ${name}`),
  );
  found.push(...added(before.labels, after.labels).map((name) => `adds the label ${name}`));
  if (
    (after.probationEnds ?? '') !== (before.probationEnds ?? '') &&
    after.status === 'probation' &&
    before.status === 'probation'
  )
    found.push('changes the end of the probation');
  for (const tool of after.tools) {
    const had = before.tools.find(({ name }) => name === tool.name);
    found.push(...(had ? toolWidenings(had, tool) : [`adds the tool ${tool.name}`]));
  }
  return found;
}

function toolWidenings(before: Tool, after: Tool): readonly Widening[] {
  const found: Widening[] = [];
  if (EFFECTS.indexOf(after.effect) < EFFECTS.indexOf(before.effect))
    found.push(`lowers the effect of ${after.name} from ${before.effect} to ${after.effect}`);
  if (after.reversible === true && before.reversible !== true)
    found.push(`declares ${after.name} reversible`);
  // Without arguments that name recipients, every call counts as going outside.
  if (!before.recipientArguments?.length && after.recipientArguments?.length)
    if (after.effect === 'send') found.push(`declares to whom ${after.name} sends`);
  const lost = [
    ...added(after.recipientArguments ?? [], before.recipientArguments ?? []),
    ...added(after.referenceArguments ?? [], before.referenceArguments ?? []),
  ];
  found.push(...lost.map((name) => `no longer looks at the argument ${name} of ${after.name}`));
  if (before.amountArgument !== undefined && after.amountArgument !== before.amountArgument)
    found.push(`no longer looks at the amount of ${after.name}`);
  if (JSON.stringify(after.dispatch ?? null) !== JSON.stringify(before.dispatch ?? null))
    found.push(`changes what ${after.name} dispatches to`);
  return found;
}

const added = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  after.filter((item) => !before.includes(item));
