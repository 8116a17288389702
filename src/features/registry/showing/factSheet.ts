import type { Instant } from '../../../kernel/instant.ts';
import type { View } from '../../../kernel/ledger.ts';
import type { Directory, PersonId } from '../../../kernel/people.ts';
import type { RegistryDeps } from '../deps.ts';
import { RETENTION_DAYS } from '../domain/bounds/bounds.ts';
import { connectors } from '../domain/fold.ts';
import { type AgentRecord, type AgentState, type EscalationStep, LABELS } from '../domain/model.ts';
import { modelsOfGroup } from '../domain/models/modelLists.ts';
import { lastRuns, type ModelRun, modelRuns } from '../domain/models/modelRuns.ts';
import { type PermissionPath, permissionPaths } from '../domain/permissionPath.ts';
import { retestDue } from '../domain/retests.ts';
import { effectNames, LABEL_NAMES, pathSentence } from './pathSentence.ts';

/** A request of the agent that people have decided, without what it was about. */
export interface DecidedExample {
  /** `AR-7` */
  readonly request: string;
  /** `send a mail` */
  readonly does: string;
  readonly outcome: 'allowed' | 'blocked';
  /** Why it was blocked, where somebody chose one of our reasons. */
  readonly because?: string;
}

/** What an agent may do, what it may not, and how people notice: for everybody who works with it. */
export interface FactSheet {
  readonly id: string;
  readonly displayName: string;
  readonly status: 'active' | 'paused' | 'retired';
  readonly environment: string;
  readonly phase: string;
  readonly version: string;
  readonly department: string;
  readonly businessGroup?: string;
  readonly criticality: string;
  readonly owners: {
    readonly business: string;
    readonly technical: string;
    readonly backup?: string;
    /** Who is asked in the owner's place, and when: one sentence each. */
    readonly escalation?: readonly string[];
  };
  /** Its life as an identity: since when it is registered, who sponsors it, when it was and is to be reviewed, when it ends. */
  readonly identity: {
    readonly created?: Instant;
    readonly sponsor?: string;
    readonly lastReviewed?: string;
    readonly reviewBy?: string;
    readonly expires?: string;
  };
  readonly useCase: AgentRecord['useCase'];
  readonly can: readonly { readonly connectorId: string; readonly path: string }[];
  readonly cannot: readonly string[];
  readonly contentRules: readonly string[];
  readonly limits: readonly string[];
  /** The last regression run of each suite, the newest first. */
  readonly modelRuns: readonly ModelRun[];
  readonly examples: readonly DecidedExample[];
  readonly howToReport: string;
}

/** As the approvals have it: shares of the time that a request waits. */
const escalationWords = (steps: readonly EscalationStep[]): readonly string[] =>
  steps.map((step) =>
    step === 'manager'
      ? 'The manager of the business owner, after 90 % of the time'
      : 'One of the review board, after 95 % of the time',
  );

const REPORT =
  'Write “report” to Countersign in Teams, choose “Report a problem” on a message of the agent, or say “pause” with its name and a reason where it must stop at once.';

export async function factSheetOf(state: AgentState, deps: RegistryDeps): Promise<FactSheet> {
  const { record, people } = state;
  const [view, names, isPaused, examples, created, tried] = await Promise.all([
    deps.ledger.view(),
    namesOf(deps.directory, [people.business, people.technical, people.backup]),
    deps.pausedNow().then((isPausedNow) => isPausedNow(record.id)),
    deps.examplesOf(record.id),
    createdAt(record.id, deps),
    deps.ledger.reads.get(modelRuns, record.id),
  ]);
  const paths = pathsOf(state, view, deps);
  const [business = '', technical = '', backup] = names;
  const ends = { agent: record.displayName, owner: business };
  return {
    id: record.id,
    displayName: record.displayName,
    status: state.status === 'active' && isPaused ? 'paused' : state.status,
    environment: record.environment,
    phase: record.phase,
    version: record.version,
    department: record.department,
    ...(record.businessGroup !== undefined && { businessGroup: record.businessGroup }),
    criticality: record.criticality ?? 'normal',
    owners: {
      business,
      technical,
      ...(people.backup && backup && { backup }),
      ...(people.escalation && { escalation: escalationWords(people.escalation) }),
    },
    identity: identityOf(record, created),
    useCase: record.useCase,
    can: paths
      .filter(({ closed }) => !closed)
      .map((path) => ({ connectorId: path.connectorId, path: pathSentence(path, ends) })),
    cannot: [
      ...(isPaused ? ['Do anything while it is paused.'] : []),
      ...cannotOf(record, paths, ends),
    ],
    contentRules: contentRulesOf(record),
    limits: [
      ...limitsOf(record, modelsOfGroup(view, record.businessGroup)),
      ...retestOf(retestDue(view, record.id)),
    ],
    modelRuns: tried ? lastRuns(tried).slice(0, MOST_SUITES) : [],
    examples,
    howToReport: REPORT,
  };
}

/** Suites whose last run a sheet shows. */
const MOST_SUITES = 5;

/** Lines that an agent may have from inventories before it is registered. */
const MOST_BEFORE = 50;

/** When it was registered; undefined where that line is purged, or lies behind too many others. */
async function createdAt(id: string, { ledger }: RegistryDeps): Promise<Instant | undefined> {
  const { items } = await ledger.reads.lines({ subject: `agent:${id}`, limit: MOST_BEFORE });
  return items.find(({ type }) => type === 'agent-imported')?.at;
}

const identityOf = (
  { sponsor, lastReviewed, reviewBy, expires }: AgentRecord,
  created: Instant | undefined,
): FactSheet['identity'] => ({
  ...(created && { created }),
  ...(sponsor !== undefined && { sponsor }),
  ...(lastReviewed !== undefined && { lastReviewed }),
  ...(reviewBy !== undefined && { reviewBy }),
  ...(expires !== undefined && { expires }),
});

const pathsOf = (
  state: AgentState,
  view: View,
  { clock }: RegistryDeps,
): readonly PermissionPath[] =>
  permissionPaths(state, (id) => view.get(connectors, id), clock.now());

async function namesOf(
  directory: Directory,
  people: readonly (PersonId | undefined)[],
): Promise<readonly (string | undefined)[]> {
  return Promise.all(
    people.map(async (id) => id && ((await directory.find(id))?.name ?? 'somebody who has left')),
  );
}

function cannotOf(
  record: AgentRecord,
  paths: readonly PermissionPath[],
  ends: { readonly agent: string; readonly owner: string },
): readonly string[] {
  const closed = paths.filter((path) => path.closed).map((path) => pathSentence(path, ends));
  const beyond = paths
    .filter((path) => !path.closed && path.beyond.length > 0)
    .map(
      ({ beyond: effects, connectorName, tier }) =>
        `${upper(effectNames(effects))} with ${connectorName}: its tier there is ${tier}.`,
    );
  const labels = LABELS.filter((label) => !paths.some((path) => path.labels.includes(label)));
  return [
    ...closed,
    ...beyond,
    ...(record.phase === 'pilot' ? ['Reach anybody outside while it is in the pilot phase.'] : []),
    ...(labels.length > 0
      ? [`Handle content labelled ${labels.map((label) => LABEL_NAMES[label]).join(' or ')}.`]
      : []),
    'Use any connector that is not named here.',
    'Approve anything, its own requests least of all.',
  ];
}

const upper = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function contentRulesOf({ contentSources }: AgentRecord): readonly string[] {
  if (!contentSources) return ['No sources are named: what its connectors allow counts.'];
  const { allow, deny = [] } = contentSources;
  return [
    ...(allow === undefined ? ['Any source that is not denied.'] : []),
    ...(allow?.length === 0 ? ['No source at all.'] : []),
    ...(allow ?? []).map((pattern) => `Allowed: ${pattern}`),
    ...deny.map((pattern) => `Denied: ${pattern}`),
  ];
}

const retestOf = (why: string | undefined): readonly string[] =>
  why === undefined ? [] : [`It has to be tested again before it goes further: ${why}.`];

const KEYS = {
  customerManaged: 'What it stores is encrypted with customer-managed keys.',
  platformManaged: 'What it stores is encrypted with keys of its platform.',
} as const;

function limitsOf(
  {
    quota = {},
    expires,
    retentionClass,
    models,
    businessGroup,
    threadsStoredIn,
    encryptionKeys,
  }: AgentRecord,
  ofGroup: readonly string[] | undefined,
) {
  return [
    ...(quota.perHour === undefined ? [] : [`At most ${quota.perHour} calls an hour.`]),
    ...(quota.perDay === undefined ? [] : [`At most ${quota.perDay} calls a day.`]),
    ...(expires === undefined ? [] : [`It stops on ${expires}.`]),
    ...(retentionClass === undefined
      ? []
      : [`Its records are kept for ${RETENTION_DAYS[retentionClass]} days (${retentionClass}).`]),
    ...(models === undefined ? [] : [`Models: ${models.join(', ') || 'none'}.`]),
    ...(ofGroup === undefined
      ? []
      : [`Models that ${businessGroup} may use: ${ofGroup.join(', ') || 'none'}.`]),
    ...(threadsStoredIn === undefined
      ? []
      : [`Its conversations are stored in ${threadsStoredIn}.`]),
    ...(encryptionKeys === undefined ? [] : [KEYS[encryptionKeys]]),
  ];
}
