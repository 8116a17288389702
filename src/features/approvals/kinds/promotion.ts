import type { Instant } from '../../../kernel/instant.ts';
import type { RegistryEvent } from '../../registry/domain/events.ts';
import type { AgentPeople, Environment, Phase } from '../../registry/domain/model.ts';
import type { AskedPromotion, Context, Plan } from '../domain/commands.ts';
import type { Refusal, RefusalOf } from '../domain/refusals.ts';
import type { PromotionRequest } from '../domain/state.ts';
import { ownerStage, reviewPlan, roleStage, withoutAgent } from './rights.ts';

type Asked = AskedPromotion | PromotionRequest;

/** Owner and security; where it goes into production or to the whole enterprise, one of the board too. */
export function planPromotion(asked: AskedPromotion, people: AgentPeople, now: Instant): Plan {
  const { fromEnvironment, toEnvironment, fromPhase, toPhase } = asked;
  const isWide =
    (toEnvironment === 'production' && fromEnvironment !== 'production') ||
    (toPhase === 'enterprise' && fromPhase !== 'enterprise');
  return reviewPlan(
    [ownerStage(people), roleStage('security'), ...(isWide ? [roleStage('board')] : [])],
    now,
  );
}

/** Why an agent cannot be moved there, or not any more. */
export function promotionObstacle(asked: Asked, context: Context): Refusal | undefined {
  const { agentId, fromEnvironment, toEnvironment, fromPhase, toPhase } = asked;
  const nobody = withoutAgent(agentId, context);
  if (nobody) return nobody;
  const record = context.agent?.record;
  if (record?.environment !== fromEnvironment || record.phase !== fromPhase)
    return { code: 'agent-moved', agentId };
  if (fromEnvironment === toEnvironment && fromPhase === toPhase)
    return { code: 'nothing-to-promote', agentId };
  const { retest } = context;
  return retest !== undefined && isUpwards(asked)
    ? { code: 'retest-due', agentId, why: retest }
    : undefined;
}

const ENVIRONMENTS: readonly Environment[] = ['dev', 'pilot', 'production'];
const PHASES: readonly Phase[] = ['pilot', 'department', 'enterprise'];

/** It goes further than it is, in environment or in phase; taking it back is never held. */
export const isUpwards = ({
  fromEnvironment,
  toEnvironment,
  fromPhase,
  toPhase,
}: Places): boolean =>
  ENVIRONMENTS.indexOf(toEnvironment) > ENVIRONMENTS.indexOf(fromEnvironment) ||
  PHASES.indexOf(toPhase) > PHASES.indexOf(fromPhase);

/** The step that comes next on a ladder, where somebody would go further; going back is never too far. */
function nextBefore<T>(ladder: readonly T[], from: T, to: T): T | undefined {
  const at = ladder.indexOf(from);
  return ladder.indexOf(to) > at + 1 ? ladder[at + 1] : undefined;
}

/** Why an agent may not be asked to go so far at once; undefined: it is one step, in environment and in phase. */
export function tooFar(asked: Places): RefusalOf<'more-than-a-step'> | undefined {
  const phase = nextBefore(PHASES, asked.fromPhase, asked.toPhase);
  if (phase) return { code: 'more-than-a-step', field: 'toPhase', next: phase };
  const next = nextBefore(ENVIRONMENTS, asked.fromEnvironment, asked.toEnvironment);
  return next && { code: 'more-than-a-step', field: 'toEnvironment', next };
}

type Places = Pick<AskedPromotion, 'fromEnvironment' | 'toEnvironment' | 'fromPhase' | 'toPhase'>;

/** What approving does: the agent is there from now on, and tiers that were raised where it was do not come with it. */
export const promoted = (asked: PromotionRequest): readonly RegistryEvent[] => {
  const { id: request, agentId, toEnvironment, toPhase, rollbackPlan } = asked;
  const data = { agentId, environment: toEnvironment, phase: toPhase, request, rollbackPlan };
  return [{ type: 'agent-promoted', data }];
};
