import { isoOf } from '../../../kernel/duration.ts';
import { fileDiffs } from '../../policy/domain/fileDiff.ts';
import { namesOfBounds } from '../../registry/domain/bounds/boundChanges.ts';
import { isMailboxWide, isTenantWide } from '../../registry/domain/bounds/scopes.ts';
import { isListed } from '../../registry/domain/granting.ts';
import {
  type AgentState,
  type ConnectorRecord,
  type ConnectorState,
  TIERS,
  type Tier,
} from '../../registry/domain/model.ts';
import { type Outside, waitingSentence } from '../../releases/domain/outside.ts';
import type { ApprovalView, ConnectorAsked, ConnectorView } from '../cards/view.ts';
import { type Gate, gateSentence } from '../domain/phaseGate.ts';
import {
  type BoundsRequest,
  type ConnectorRequest,
  type DeviationRequest,
  type GrantRequest,
  type ModelListRequest,
  openStage,
  type PolicyRequest,
  type PromotionRequest,
  type RequestState,
} from '../domain/state.ts';
import { limitsOnProbation, triggers } from '../kinds/connector.ts';
import type { Names } from './names.ts';

type Shown = Pick<ApprovalView, 'tier' | 'asked' | 'justification'>;

/** What stands around a request in the registry, as far as it is listed there. */
export interface Listed {
  readonly agent: AgentState | undefined;
  readonly connector: ConnectorState | undefined;
  /** What a person is called. */
  readonly names: Names;
}

/** What a request asks for, as a card shows it. */
export function askedView(state: RequestState, around: Listed): Shown {
  const record = around.connector?.record;
  const { connectorId = '' } = state;
  const connector = record ?? { id: connectorId, displayName: connectorId };
  switch (state.kind) {
    case 'outboundAction':
      return {
        tier: state.facts.tier ?? 'readOnly',
        asked: {
          kind: 'outboundAction',
          connector,
          facts: state.facts,
          arguments: state.arguments,
        },
        justification: state.justification ?? '',
      };
    case 'connector':
      return {
        tier: 'draftOnly',
        asked: connectorAsked(state, around),
        justification: state.businessJustification,
      };
    case 'standingGrant': {
      const { facts, recipients, amountUpTo, currency, until, justification } = state;
      return {
        tier: facts.tier ?? 'delegatedAction',
        asked: {
          kind: 'standingGrant',
          connector,
          facts,
          recipients,
          amount: amountUpTo === undefined ? undefined : { value: amountUpTo, currency },
          until,
        },
        justification,
      };
    }
    case 'promotion':
      return shownPromotion(state, around);
    case 'policyChange':
      return shownPolicy(state);
    case 'modelList':
      return shownModels(state);
    case 'boundsChange':
      return shownBounds(state, around, connector);
    case 'deviation':
      return shownDeviation(state, around, connector);
    case 'tierEscalation': {
      const { environment, fromTier, toTier, forMs, reason } = state;
      const duration = isoOf(forMs);
      return {
        tier: fromTier,
        asked: { kind: 'tierEscalation', connector, environment, fromTier, toTier, duration },
        justification: reason,
      };
    }
  }
}

const shownPromotion = (state: PromotionRequest, { agent }: Listed): Shown => {
  const { fromEnvironment, toEnvironment, fromPhase, toPhase, rollbackPlan } = state;
  const places = { fromEnvironment, toEnvironment, fromPhase, toPhase };
  const connectors = (agent?.record.capabilities ?? []).map(({ connectorId }) => connectorId);
  return {
    tier: mostTier(agent),
    asked: { kind: 'promotion', ...places, rollbackPlan, connectors },
    justification: state.reason,
  };
};

const shownPolicy = ({ title, files, replaced, figures, justification }: PolicyRequest): Shown => ({
  tier: 'delegatedAction',
  asked: { kind: 'policyChange', title, files: fileDiffs(replaced, files), figures },
  justification,
});

const shownModels = (state: ModelListRequest): Shown => {
  const { kind, businessGroup, before, adds, agents, reason } = state;
  const asked = { kind, businessGroup, before, adds, agents };
  return { tier: 'readOnly', asked, justification: reason };
};

const shownDeviation = (
  state: DeviationRequest,
  { agent, names }: Listed,
  connector: ConnectorView,
): Shown => {
  const { environment, from, what, owner, until, why } = state;
  const about = state.connectorId === undefined ? {} : { connector };
  return {
    tier: mostTier(agent),
    asked: { kind: 'deviation', ...about, environment, from, what, owner: names(owner), until },
    justification: why,
  };
};

const shownBounds = (state: BoundsRequest, { agent }: Listed, connector: ConnectorView): Shown => {
  const { environment, changes, from, forMs, calls, reason } = state;
  const bounds = namesOfBounds(changes).flatMap((name) => {
    const after = changes[name];
    return after === undefined ? [] : [{ bound: name, before: from[name], after }];
  });
  const about = state.connectorId === undefined ? {} : { connector };
  const duration = forMs === undefined ? undefined : isoOf(forMs);
  return {
    tier: mostTier(agent),
    asked: { kind: 'boundsChange', ...about, environment, bounds, duration, calls },
    justification: reason,
  };
};

/** The most that an agent may do with anything. */
const mostTier = (agent: AgentState | undefined): Tier =>
  TIERS.findLast((tier) => agent?.record.capabilities.some((one) => one.tier === tier)) ??
  'readOnly';

/** A connector that is in use keeps its name, whatever the request calls it. */
const listedAs = (
  { connectorId: id, displayName }: ConnectorRequest,
  record: ConnectorRecord | undefined,
): Pick<ConnectorAsked, 'connector' | 'listed'> =>
  record && isListed(record)
    ? { connector: { id, displayName: record.displayName }, listed: record.tools }
    : { connector: { id, displayName } };

const connectorAsked = (state: ConnectorRequest, { connector }: Listed): ConnectorAsked => ({
  ...listedAs(state, connector?.record),
  probation: limitsOnProbation(state, connector, state.askedAt),
  kind: 'connector',
  vendor: state.vendor,
  systemClass: state.systemClass,
  environment: state.environment,
  connection: state.connection,
  dataDomains: state.dataDomains,
  scopes: state.scopes,
  scopeLevel: state.scopeLevel,
  scopeReason: state.scopeReason,
  tools: state.tools,
  securityNotes: state.securityNotes,
  rollbackPlan: state.rollbackPlan,
  dataClassification: state.dataClassification,
});

/** What a reader should look at twice, a sentence of ours each. */
export const warningsOf = (
  state: RequestState,
  { outside, gate }: { readonly outside: Outside | undefined; readonly gate?: Gate | undefined },
): readonly string[] => [
  ...(state.stepUp ? [STEP_UP] : []),
  ...(gate && gate.unmet.length > 0 ? [gateSentence(state.agentId, gate)] : []),
  ...(outside ? [waitingSentence(outside)] : []),
  ...warningsOfKind(state),
];

const STEP_UP =
  'Approving takes a fresh sign-in: it is done on the page of this request in the admin app. Reject works here.';

function warningsOfKind(state: RequestState): readonly string[] {
  if (state.kind === 'outboundAction')
    return state.onBehalfOf === undefined
      ? []
      : [`The agent says that it acts on behalf of ${state.onBehalfOf}.`];
  if (state.kind === 'standingGrant') return grantWarnings(state);
  if (state.kind === 'boundsChange') return boundsWarnings(state);
  if (state.kind === 'deviation')
    return [
      'It lifts no rule of the policy: it is known, owned and on the register until its date.',
    ];
  if (state.kind === 'promotion')
    return state.fromEnvironment === state.toEnvironment
      ? []
      : ['Tiers that were raised where it runs today do not come with it.'];
  return state.kind === 'connector' ? connectorWarnings(state) : [];
}

const boundsWarnings = ({ connectorId, forMs }: BoundsRequest): readonly string[] => [
  ...(connectorId === undefined ? [] : ['It counts for every agent that uses the connector.']),
  ...(forMs === undefined ? [] : ['At its date the bounds of today count again, by themselves.']),
];

/** What a grant does not bound. */
const grantWarnings = ({ recipients, facts }: GrantRequest): readonly string[] => [
  'It is done as often as the agent likes, and nobody sees it before.',
  ...(recipients.length === 0 && facts.effect === 'send'
    ? ['It names nobody: it holds for whomever the tool reaches.']
    : []),
];

function connectorWarnings(state: ConnectorRequest): readonly string[] {
  const { seat } = openStage(state);
  const confirms = seat.kind === 'role' && seat.role === 'admin' && state.tools.length > 0;
  const touched = triggers(state.dataClassification).length;
  const wide = state.scopes.filter((name) => isMailboxWide({ name }) || isTenantWide(name));
  return [
    ...(confirms
      ? ['By approving you confirm that each tool does what is claimed for it below, and no more.']
      : []),
    ...(wide.length > 0
      ? [`${wide.join(', ')}: can reach whole mailboxes, or everything of its kind in the tenant.`]
      : []),
    ...(touched > 0 ? ['It touches data that the compliance reviewer looks at too.'] : []),
    ...(state.connection === 'shared'
      ? ['Its connection is shared: other projects act through the same identity.']
      : []),
  ];
}
