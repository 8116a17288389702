import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import type { DataClassification, Scope, ScopeLevel } from './bounds/bounds.ts';
import { isMailboxWide } from './bounds/scopes.ts';
import {
  type ConnectorRecord,
  type ConnectorState,
  type Environment,
  LABELS,
  type SystemClass,
  TIERS,
  type Tier,
  type Tool,
} from './model.ts';
import { PROBATION_CEILING } from './probationLimits.ts';

/** How long a probation lasts, and by how much it is extended. */
export const PROBATION_MS = 30 * DAY;
const HIGHEST: Tier = TIERS.at(-1) ?? 'delegatedAction';

const ENVIRONMENTS: readonly Environment[] = ['dev', 'pilot', 'production'];

/** What a review of a connector has agreed to. */
export interface Agreed {
  readonly connectorId: string;
  readonly displayName: string;
  readonly systemClass: SystemClass;
  readonly environment: Environment;
  /** As they were claimed. */
  readonly tools: readonly Tool[];
  /** Names of the tools whose claimed effect an admin has confirmed. */
  readonly confirmed: readonly string[];
  readonly vendor?: string;
  readonly dataDomains: readonly string[];
  /** As its vendor names them. */
  readonly scopes: readonly string[];
  readonly scopeLevel?: ScopeLevel;
  readonly connection: 'projectScoped' | 'shared';
  readonly dataClassification: DataClassification;
  /** Why its scopes are wanted: the documented reason of a scope that reaches whole mailboxes. */
  readonly reason: string;
}

const upTo = <T>(ladder: readonly T[], rung: T): readonly T[] =>
  ladder.slice(0, ladder.indexOf(rung) + 1);

const joined = <T>(ladder: readonly T[], a: readonly T[], b: readonly T[]): readonly T[] =>
  ladder.filter((rung) => a.includes(rung) || b.includes(rung));

/**
 * A tool nobody has confirmed writes, or sends where it says so itself, and cannot be reversed; that it only passes on to
 * another tool, whose effect would then count, is not believed either.
 */
function unconfirmed({ reversible: _claimed, dispatch: _unchecked, ...tool }: Tool): Tool {
  return { ...tool, effect: tool.effect === 'send' ? 'send' : 'write', reversible: false };
}

/** The tools of before with the claims: confirmed ones as claimed; of the others only new ones count, at their worst. */
function merged(before: readonly Tool[], { tools, confirmed }: Agreed): readonly Tool[] {
  const claimed = (name: string) => tools.find((tool) => tool.name === name);
  const kept = before.map((tool) =>
    confirmed.includes(tool.name) ? (claimed(tool.name) ?? tool) : tool,
  );
  const added = tools.filter(({ name }) => !before.some((tool) => tool.name === name));
  return [
    ...kept,
    ...added.map((tool) => (confirmed.includes(tool.name) ? tool : unconfirmed(tool))),
  ];
}

/** On the list of what may be used. */
export const isListed = ({ status }: ConnectorRecord): boolean =>
  status === 'approved' || status === 'probation';

/** On no list of what may be used: never seen, turned down, or revoked. */
export const isUnlisted = (state: ConnectorState | undefined): boolean =>
  state === undefined || !isListed(state.record);

const described = (agreed: Agreed) => ({
  id: agreed.connectorId,
  displayName: agreed.displayName,
  labels: upTo(LABELS, agreed.dataClassification.label),
  systemClass: agreed.systemClass,
  tools: merged([], agreed),
  ...(agreed.vendor !== undefined && { vendor: agreed.vendor }),
  dataDomains: distinct(agreed.dataDomains),
  scopes: scopesOf(agreed),
  ...(agreed.scopeLevel !== undefined && { scopeLevel: agreed.scopeLevel }),
  connection: agreed.connection,
  dataClassification: agreed.dataClassification,
});

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** What reaches whole mailboxes has the reason that the reviewers read. */
const scopesOf = ({ scopes, reason }: Agreed): readonly Scope[] =>
  distinct(scopes).map((name) =>
    isMailboxWide({ name }) ? { name, mailboxWide: true, reason } : { name },
  );

/** Where it was asked for, which is dev or pilot, up to drafts, for 30 days. */
export const onProbation = (agreed: Agreed, now: Instant): ConnectorRecord => ({
  ...described(agreed),
  status: 'probation',
  environments: [agreed.environment === 'dev' ? 'dev' : 'pilot'],
  tierCeiling: PROBATION_CEILING,
  probationEnds: plus(now, PROBATION_MS),
});

/** An entry of the list of what was asked for and is not allowed. */
export const turnedDown = (agreed: Agreed): ConnectorRecord => ({
  ...described({ ...agreed, confirmed: [] }),
  status: 'rejected',
  environments: [],
  tierCeiling: 'readOnly',
});

/** Out of probation: usable in production, as far as each agent's own tier goes. */
export function promoted({ probationEnds: _over, ...record }: ConnectorRecord): ConnectorRecord {
  const environments = joined<Environment>(ENVIRONMENTS, record.environments, ['production']);
  return { ...record, status: 'approved', environments, tierCeiling: HIGHEST };
}

/**
 * A listed connector with what a further review added to it. Its class, its ceiling, its vendor and its probation stay as
 * they are, and so does a list that nobody has written yet: the review saw a part of it only.
 */
export const widened = (record: ConnectorRecord, agreed: Agreed): ConnectorRecord => ({
  ...record,
  environments: joined(ENVIRONMENTS, record.environments, [agreed.environment]),
  labels: joined(LABELS, record.labels, upTo(LABELS, agreed.dataClassification.label)),
  tools: merged(record.tools, agreed),
  ...(record.dataDomains && {
    dataDomains: distinct([...record.dataDomains, ...agreed.dataDomains]),
  }),
  ...(record.scopes && { scopes: withScopes(record.scopes, scopesOf(agreed)) }),
  ...(record.connection && {
    connection: agreed.connection === 'shared' ? 'shared' : record.connection,
  }),
  ...(record.dataClassification && {
    dataClassification: stricter(record.dataClassification, agreed.dataClassification),
  }),
});

const withScopes = (before: readonly Scope[], more: readonly Scope[]): readonly Scope[] => [
  ...before,
  ...more.filter(({ name }) => !before.some((scope) => scope.name === name)),
];

const stricter = (a: DataClassification, b: DataClassification): DataClassification => ({
  label: LABELS.indexOf(a.label) > LABELS.indexOf(b.label) ? a.label : b.label,
  confidentialNotes: a.confidentialNotes || b.confidentialNotes,
  executiveMailboxes: a.executiveMailboxes || b.executiveMailboxes,
  hrDocuments: a.hrDocuments || b.hrDocuments,
  legalCorrespondence: a.legalCorrespondence || b.legalCorrespondence,
});
