import { isoOf } from '../../../kernel/duration.ts';
import { plus } from '../../../kernel/instant.ts';
import type {
  BoundsRequest,
  ConnectorRequest,
  RequestState,
  TierRequest,
} from '../domain/state.ts';
import { boundsEnd } from '../kinds/boundsChange.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a request is about, as far as everybody may know who may know of it. */
export function matterFields(state: RequestState): Fields {
  switch (state.kind) {
    case 'outboundAction': {
      const { tool, because, policies, bundle } = state;
      return { tool, because, policies, bundle };
    }
    case 'connector':
      return { environment: state.environment };
    case 'tierEscalation':
      return tierFields(state);
    case 'standingGrant':
      return { environment: state.environment, tool: state.tool, until: state.until };
    case 'policyChange': {
      const { title, bundle } = state;
      return { title, bundle };
    }
    case 'modelList': {
      const { businessGroup, adds, before, agents } = state;
      return { businessGroup, ...given({ adds }), models: before, groupAgents: agents };
    }
    case 'boundsChange':
      return boundsFields(state);
    case 'promotion': {
      const { fromEnvironment, toEnvironment, fromPhase, toPhase } = state;
      return { fromEnvironment, toEnvironment, fromPhase, toPhase };
    }
    case 'deviation':
      return {
        environment: state.environment,
        from: state.from,
        owner: state.owner,
        until: state.until,
      };
  }
}

const tierFields = ({ environment, fromTier, toTier, forMs, status, approval }: TierRequest) => ({
  environment,
  fromTier,
  toTier,
  for: isoOf(forMs),
  ...(status === 'approved' && approval && { until: plus(approval.at, forMs) }),
});

function boundsFields(state: BoundsRequest): Fields {
  const { environment, changes, from, forMs, calls } = state;
  const until = state.status === 'approved' ? boundsEnd(state) : undefined;
  const duration = forMs === undefined ? undefined : isoOf(forMs);
  return { environment, changes, before: from, ...given({ for: duration, until, calls }) };
}

/** The words of whoever asked. */
export function payloadFields(state: RequestState): Fields {
  switch (state.kind) {
    case 'outboundAction': {
      const { facts, arguments: args, justification, onBehalfOf } = state;
      return { facts, arguments: args, ...given({ justification, onBehalfOf }) };
    }
    case 'connector':
      return connectorFields(state);
    case 'tierEscalation':
      return { justification: state.reason };
    case 'policyChange': {
      const { justification, files, replaced, figures } = state;
      return { justification, files, replaced, figures };
    }
    case 'modelList':
    case 'boundsChange':
      return { justification: state.reason };
    case 'promotion':
      return { justification: state.reason, rollbackPlan: state.rollbackPlan };
    case 'deviation':
      return { what: state.what, justification: state.why };
    case 'standingGrant': {
      const { recipients, amountUpTo, currency, justification, facts } = state;
      return { facts, recipients, ...given({ amountUpTo, currency }), justification };
    }
  }
}

const connectorFields = (state: ConnectorRequest): Fields => ({
  requestedFor: state.agentId,
  displayName: state.displayName,
  ...given({ vendor: state.vendor }),
  systemClass: state.systemClass,
  dataDomains: state.dataDomains,
  scopes: state.scopes,
  ...given({ scopeLevel: state.scopeLevel, scopeReason: state.scopeReason }),
  connection: state.connection,
  tools: state.tools,
  businessJustification: state.businessJustification,
  securityNotes: state.securityNotes,
  dataClassification: state.dataClassification,
  rollbackPlan: state.rollbackPlan,
});

const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
