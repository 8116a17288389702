import type { ExceptionEvent } from '../../exceptions/domain/events.ts';
import type { GrantEvent } from '../../grants/domain/events.ts';
import type { PolicyActivated } from '../../policy/domain/active.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import { hasExpired } from '../../registry/domain/expiry.ts';
import { TIER_EFFECTS } from '../../registry/domain/model.ts';
import type { ModelListSet } from '../../registry/domain/models/modelLists.ts';
import { isUsable } from '../../registry/domain/present.ts';
import type { Context, GiveAnswer, Subject } from '../domain/commands.ts';
import type { Loss, RequestEvent } from '../domain/events.ts';
import type { Refusal, RefusalOf } from '../domain/refusals.ts';
import { openStage, type RequestState } from '../domain/state.ts';
import { boundsChanged, boundsObstacle } from './boundsChange.ts';
import { connectorGrants, connectorObstacle, connectorRejection } from './connector.ts';
import { deviationGranted, deviationObstacle } from './deviation.ts';
import { modelListObstacle, modelListWidened } from './modelList.ts';
import { policyAdopted, policyObstacle } from './policyChange.ts';
import { promoted, promotionObstacle } from './promotion.ts';
import { grantGiven, grantObstacle } from './standingGrant.ts';
import { tierGrants, tierObstacle } from './tierEscalation.ts';

/** Why a request of any kind cannot be asked for or approved, whoever wants to; undefined: it can. */
export function obstacle(asked: Subject | RequestState, context: Context): Refusal | undefined {
  switch (asked.kind) {
    case 'outboundAction':
      return actionObstacle(asked, context);
    case 'connector':
      return connectorObstacle(asked, context);
    case 'tierEscalation':
      return tierObstacle(asked, context);
    case 'promotion':
      return promotionObstacle(asked, context);
    case 'boundsChange':
      return boundsObstacle(asked, context);
    case 'deviation':
      return deviationObstacle(asked, context);
    case 'policyChange':
      return policyObstacle(asked, context);
    case 'modelList':
      return modelListObstacle(asked, context);
    case 'standingGrant':
      return grantObstacle(asked, context) ?? actionObstacle(asked, context);
  }
}

type AnyAction = Extract<Subject | RequestState, { kind: 'outboundAction' | 'standingGrant' }>;

/** What an action rests on: a usable connector, and a tier that covers its effect. */
function actionObstacle(
  { connectorId, facts }: AnyAction,
  { agent, connector }: Context,
): RefusalOf<'connector-revoked' | 'tier-ended'> | undefined {
  if (!isUsable(connector)) return { code: 'connector-revoked', connectorId };
  const tier = agent?.record.capabilities.find((one) => one.connectorId === connectorId)?.tier;
  const covers = tier !== undefined && TIER_EFFECTS[tier].includes(facts.effect);
  return covers ? undefined : { code: 'tier-ended', connectorId, tier };
}

const RESTS_ON_NOTHING: readonly RequestState['kind'][] = [
  'connector',
  'promotion',
  'deviation',
  'policyChange',
  'modelList',
];

/** What a request rested on and does no more. Whoever asks for a connector anew rests on nothing, and so does what is about the agent as a whole. */
export function lossOf(state: RequestState, context: Context): Loss | undefined {
  if (RESTS_ON_NOTHING.includes(state.kind)) return undefined;
  if (state.kind === 'boundsChange') return undefined;
  const gone = obstacle(state, context);
  if (gone?.code === 'connector-revoked' && context.connector?.probationOver !== true)
    return 'connectorRevoked';
  const rests = state.kind === 'outboundAction' || state.kind === 'standingGrant';
  if (rests && context.agent && hasExpired(context.agent, context.now)) return 'agentExpired';
  return rests && gone?.code === 'tier-ended' ? 'tierEnded' : undefined;
}

/** Whether an answer to the open stage confirms what tools do: an admin's approval of a connector. */
const mayConfirm = (state: RequestState): boolean => {
  const { seat } = openStage(state);
  return state.kind === 'connector' && seat.kind === 'role' && seat.role === 'admin';
};

/** The answer with what it confirms: all that was claimed, unless it names some. Refused where there is nothing to confirm. */
export function confirming(
  answer: GiveAnswer,
  state: RequestState,
): GiveAnswer | RefusalOf<'not-to-confirm'> {
  const named = answer.confirms;
  const claimed = state.kind === 'connector' ? state.tools.map(({ name }) => name) : [];
  if (answer.answer === 'approve' && mayConfirm(state)) {
    const strange = (named ?? []).filter((name) => !claimed.includes(name));
    return strange.length > 0
      ? { code: 'not-to-confirm', tools: strange }
      : { ...answer, confirms: named ?? claimed };
  }
  return named === undefined || named.length === 0
    ? answer
    : { code: 'not-to-confirm', tools: named };
}

/** What a decision about a right does besides, in the same commit: to the registry, as a standing grant, or on the register of exceptions. */
export function carriedOut(
  state: RequestState,
  events: readonly RequestEvent[],
  context: Context,
): readonly (RegistryEvent | ModelListSet | GrantEvent | ExceptionEvent | PolicyActivated)[] {
  const types = events.map(({ type }) => type);
  if (state.kind === 'connector' && types.includes('request-rejected'))
    return connectorRejection(state, context);
  if (!types.includes('request-approved')) return [];
  if (state.kind === 'tierEscalation') return tierGrants(state, context.now);
  if (state.kind === 'standingGrant') return grantGiven(state, events);
  if (state.kind === 'promotion') return promoted(state);
  if (state.kind === 'deviation') return deviationGranted(state, events);
  if (state.kind === 'boundsChange') return boundsChanged(state, context.now);
  if (state.kind === 'policyChange') return policyAdopted(state);
  if (state.kind === 'modelList') return modelListWidened(state);
  if (state.kind !== 'connector') return [];
  const { id: request, requester } = state;
  const last = events.find((event) => event.type === 'request-answered');
  const confirmed = { by: last?.data.person, names: last?.data.confirms ?? [] };
  return connectorGrants(state, confirmed, { ...context, request, requester });
}
