import type { Instant } from '../../../kernel/instant.ts';
import type { Actor, PersonId } from '../../../kernel/people.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import type { DataClassification } from '../../registry/domain/bounds/bounds.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import {
  type Agreed,
  isUnlisted,
  onProbation,
  promoted,
  turnedDown,
  widened,
} from '../../registry/domain/granting.ts';
import type { AgentPeople, ConnectorRecord, ConnectorState } from '../../registry/domain/model.ts';
import {
  type ProbationGap,
  type ProbationLimits,
  probationLimits,
} from '../../registry/domain/probationLimits.ts';
import type { AskedConnector, Context, Plan } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { ConnectorRequest } from '../domain/state.ts';
import { ownerStage, reviewPlan, roleStage, withoutAgent } from './rights.ts';

type Asked = AskedConnector | ConnectorRequest;

/** Owner, security, compliance where the data asks for it, and an admin, who confirms what the tools do. */
export const planConnector = (
  { dataClassification }: Pick<AskedConnector, 'dataClassification'>,
  people: AgentPeople,
  now: Instant,
): Plan =>
  reviewPlan(
    [
      ownerStage(people),
      roleStage('security'),
      ...(triggers(dataClassification).length > 0 ? [roleStage('compliance')] : []),
      roleStage('admin'),
    ],
    now,
  );

/** The questions that were answered with yes. */
export const triggers = ({ label: _label, ...questions }: DataClassification): readonly string[] =>
  Object.entries(questions).flatMap(([question, yes]) => (yes ? [question] : []));

/** Why this connector cannot be asked for, or approved any more. */
export function connectorObstacle(asked: Asked, context: Context): Refusal | undefined {
  const { agentId, connectorId, environment } = asked;
  const nobody = withoutAgent(agentId, context);
  if (nobody) return nobody;
  if (environment === 'production' && isUnlisted(context.connector))
    return { code: 'probation-first', connectorId };
  const all = { by: undefined, names: asked.tools.map(({ name }) => name) };
  const granted = connectorGrants(asked, all, { ...context, request: '', requester: undefined });
  if (granted.length === 0) return { code: 'nothing-to-grant', agentId, connectorId };
  const gaps = granted.flatMap(probationGaps);
  return gaps.length > 0 ? { code: 'probation-unbounded', connectorId, gaps } : undefined;
}

/** What keeps a connector that would be on probation, or stay there, from it. */
function probationGaps(event: RegistryEvent): readonly ProbationGap[] {
  if (event.type !== 'connector-put-on-probation' && event.type !== 'connector-widened') return [];
  const { connector } = event.data;
  const limits = connector.status === 'probation' ? probationLimits(connector) : undefined;
  return limits?.ok === false ? limits.refusal : [];
}

/** The admin who confirmed what tools do, and which tools. */
interface Confirmed {
  readonly by: PersonId | undefined;
  readonly names: readonly string[];
}

interface Granting extends Context {
  readonly request: string;
  readonly requester: Actor | undefined;
}

const agreedIn = (asked: Asked, confirmed: readonly string[]): Agreed => ({
  connectorId: asked.connectorId,
  displayName: asked.displayName,
  systemClass: asked.systemClass,
  environment: asked.environment,
  tools: asked.tools,
  confirmed,
  ...(asked.vendor !== undefined && { vendor: asked.vendor }),
  dataDomains: asked.dataDomains,
  scopes: asked.scopes,
  ...(asked.scopeLevel !== undefined && { scopeLevel: asked.scopeLevel }),
  connection: asked.connection,
  dataClassification: asked.dataClassification,
  reason: asked.scopeReason ?? firstLine(asked.businessJustification),
});

/** What approving does: the connector where it was asked for, and the right to read with it. */
export function connectorGrants(
  asked: Asked,
  confirmed: Confirmed,
  granting: Granting,
): readonly RegistryEvent[] {
  return [
    ...listing(asked, confirmed, granting),
    ...capability(asked, granting.request, granting.agent),
  ];
}

function listing(
  asked: Asked,
  { by, names }: Confirmed,
  { connector, now, request, requester }: Granting,
): readonly RegistryEvent[] {
  const agreed = agreedIn(asked, names);
  const reviewed = (record: ConnectorRecord) => ({
    connector: record,
    request,
    confirmed: names,
    ...(requester && { requester }),
    ...(by && { confirmedBy: by }),
    ...verifiedOf(record),
  });
  if (connector === undefined || isUnlisted(connector))
    return [{ type: 'connector-put-on-probation', data: reviewed(onProbation(agreed, now)) }];
  const record = widened(connector.record, agreed);
  if (record.status === 'probation' && asked.environment === 'production')
    return [{ type: 'connector-promoted', data: reviewed(promoted(record)) }];
  return isSameCatalogue(record, connector)
    ? []
    : [{ type: 'connector-widened', data: reviewed(record) }];
}

/** What is found true of one on probation stands in its event. */
function verifiedOf(record: ConnectorRecord): { readonly verified?: ProbationLimits } {
  const limits = record.status === 'probation' ? probationLimits(record) : undefined;
  return limits?.ok ? { verified: limits.value } : {};
}

/** What reviewers are shown of a connector that would be on probation; undefined: it would not. */
export function limitsOnProbation(
  asked: Asked,
  connector: ConnectorState | undefined,
  now: Instant,
): ProbationLimits | undefined {
  const agreed = agreedIn(asked, []);
  const record =
    connector === undefined || isUnlisted(connector)
      ? onProbation(agreed, now)
      : widened(connector.record, agreed);
  return asked.environment === 'production' ? undefined : verifiedOf(record).verified;
}

const isSameCatalogue = (record: ConnectorRecord, before: ConnectorState): boolean =>
  canonicalJson({ ...record }) === canonicalJson({ ...before.record });

/** The first line of why it is wanted is why the agent has it. */
const MOST_REASON = 300;

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.trim().slice(0, MOST_REASON);
}

function capability(
  { agentId, connectorId, businessJustification }: Asked,
  request: string,
  agent: Context['agent'],
): readonly RegistryEvent[] {
  const had = agent?.record.capabilities.some((one) => one.connectorId === connectorId) ?? true;
  if (had) return [];
  const reason = firstLine(businessJustification);
  const data = { agentId, connectorId, tier: 'readOnly', reason, request } as const;
  return [{ type: 'capability-granted', data }];
}

/** What rejecting does: an entry of the list of what is not allowed, where nothing else stands there. */
export function connectorRejection(
  asked: ConnectorRequest,
  { connector }: Context,
): readonly RegistryEvent[] {
  if (connector !== undefined && connector.record.status !== 'rejected') return [];
  const data = { connector: turnedDown(agreedIn(asked, [])), request: asked.id };
  return [{ type: 'connector-rejected', data }];
}
