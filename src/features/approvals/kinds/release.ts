import type { Environment } from '../../registry/domain/model.ts';
import type { Change } from '../../releases/domain/outside.ts';
import type { Context, Subject } from '../domain/commands.ts';
import type { RefusalOf } from '../domain/refusals.ts';
import { openStage, type RequestState } from '../domain/state.ts';
import { isUpwards } from './promotion.ts';

/** What approving changes where things run; undefined: nothing, or it only takes something back. */
export function releaseIn(
  asked: Subject | RequestState,
  { agent }: Pick<Context, 'agent'>,
): Change | undefined {
  if (asked.kind === 'policyChange' || asked.kind === 'modelList')
    return { environment: 'production', registered: false };
  if (agent === undefined) return undefined;
  const { department, environment: present } = agent.record;
  const environment = whereOf(asked, present);
  const { agentId, connectorId } = asked;
  return (
    environment && {
      environment,
      department,
      agentId,
      ...(connectorId !== undefined && { connectorId }),
      registered: true,
    }
  );
}

function whereOf(
  asked: Exclude<Subject | RequestState, { kind: 'policyChange' | 'modelList' }>,
  present: Environment,
): Environment | undefined {
  switch (asked.kind) {
    case 'outboundAction':
    case 'deviation':
      return undefined;
    case 'connector':
      return asked.environment;
    case 'promotion':
      return isUpwards(asked) ? asked.toEnvironment : undefined;
    case 'tierEscalation':
    case 'standingGrant':
    case 'boundsChange':
      return present;
  }
}

/** Whether one more answer completes the request. */
export function isLastAnswer(state: RequestState): boolean {
  const { answers, quorum } = openStage(state);
  return state.stage + 1 >= state.stages.length && answers.length + 1 >= quorum;
}

/** Why the answer that would make it take effect has to wait. Answers before that one change nothing yet. */
export const releaseObstacle = (
  state: RequestState,
  { outside }: Context,
): RefusalOf<'outside-window'> | undefined =>
  outside && isLastAnswer(state) ? { code: 'outside-window', outside } : undefined;
