import { added, fewer, grows, type Widening } from '../ladders.ts';
import {
  type ConnectorRecord,
  type ConnectorStatus,
  type Effect,
  LABELS,
  TIERS,
  type Tool,
} from '../model.ts';
import {
  type BrokeredIdentity,
  type DataClassification,
  SCOPE_LEVELS,
  type Scope,
} from './bounds.ts';
import { isMailboxWide } from './scopes.ts';
import { sourceWidenings } from './sources.ts';

const QUESTIONS = [
  'confidentialNotes',
  'executiveMailboxes',
  'hrDocuments',
  'legalCorrespondence',
] as const;
const EFFECTS: readonly Effect[] = ['read', 'draft', 'write', 'send'];
const STATUSES: readonly ConnectorStatus[] = ['rejected', 'revoked', 'probation', 'approved'];

/** What the new record would allow that the old one did not. Empty: the change only narrows, or leaves rights alone. */
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
  // What a connector holds closes it to agents, and to the outside: to say less of it opens it.
  found.push(
    ...added(after.labels, before.labels).map(
      (name) => `no longer says that it holds ${name} content`,
    ),
  );
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
  return [...found, ...boundWidenings(before, after)];
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
    ...added(after.contentArguments ?? [], before.contentArguments ?? []),
  ];
  found.push(...lost.map((name) => `no longer looks at the argument ${name} of ${after.name}`));
  if (before.amountArgument !== undefined && after.amountArgument !== before.amountArgument)
    found.push(`no longer looks at the amount of ${after.name}`);
  if (JSON.stringify(after.dispatch ?? null) !== JSON.stringify(before.dispatch ?? null))
    found.push(`changes what ${after.name} dispatches to`);
  return found;
}

/** What was never said bounds nothing; once said, it may only be made tighter. */
function boundWidenings(before: ConnectorRecord, after: ConnectorRecord): readonly Widening[] {
  const found: Widening[] = [
    ...scopeWidenings(before.scopes, after.scopes),
    ...grows('the data domain', before.dataDomains, after.dataDomains),
    ...sourceWidenings(before.contentSources, after.contentSources),
    ...identityWidenings(before.brokeredIdentity, after.brokeredIdentity),
    ...classWidenings(before.dataClassification, after.dataClassification),
  ];
  const { vendor, businessGroup, scopeLevel, connection } = before;
  if (vendor !== undefined && after.vendor !== vendor)
    found.push('names another vendor than the one that was reviewed');
  if (businessGroup !== undefined && after.businessGroup !== businessGroup)
    found.push(`opens it beyond the business group ${businessGroup}`);
  if (scopeLevel !== undefined && fewer(SCOPE_LEVELS.toReversed(), scopeLevel, after.scopeLevel))
    found.push(`widens its reach beyond one ${scopeLevel}`);
  if (connection === 'projectScoped' && after.connection !== 'projectScoped')
    found.push('makes a project-scoped connection a shared one');
  return found;
}

function scopeWidenings(
  before: readonly Scope[] | undefined,
  after: readonly Scope[] | undefined,
): readonly Widening[] {
  if (before === undefined) return [];
  if (after === undefined) return ['no longer says which scopes it holds'];
  return after.flatMap((scope) => {
    const had = before.find(({ name }) => name === scope.name);
    if (!had) return [`adds the scope ${scope.name}`];
    if (isMailboxWide(had) && !isMailboxWide(scope))
      return [`no longer says that ${scope.name} reaches whole mailboxes`];
    // A mailbox-wide scope counts only with a documented reason.
    return isMailboxWide(had) && had.reason === undefined && scope.reason !== undefined
      ? [`gives ${scope.name} a reason that nobody reviewed`]
      : [];
  });
}

function identityWidenings(
  before: BrokeredIdentity | undefined,
  after: BrokeredIdentity | undefined,
): readonly Widening[] {
  if (before === undefined) return [];
  if (after?.kind !== before.kind) return [`no longer signs in as ${before.kind}`];
  return [
    ...(before.userPassthrough && !after.userPassthrough
      ? ["no longer keeps to each person's own rights"]
      : []),
    ...(before.shortLived === true && after.shortLived !== true
      ? ['no longer has short-lived credentials']
      : []),
  ];
}

function classWidenings(
  before: DataClassification | undefined,
  after: DataClassification | undefined,
): readonly Widening[] {
  if (before === undefined) return [];
  if (after === undefined) return ['no longer says what data it touches'];
  const { label } = before;
  const lower = fewer(LABELS, label, after.label)
    ? [`classifies its data as ${after.label} instead of ${label}`]
    : [];
  const denied = QUESTIONS.filter((question) => before[question] && !after[question]).map(
    (question) => `no longer says that it touches ${question}`,
  );
  return [...lower, ...denied];
}
