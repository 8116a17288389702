import type { Clock } from '../../kernel/instant.ts';
import { grantedFinding } from '../grants/domain/covering.ts';
import { pausedFinding } from '../pause/domain/hits.ts';
import type { OnBehalfOf } from '../policy/domain/input.ts';
import type { AuthorizeCall, JudgeRules } from '../policy/domain/judge.ts';
import { businessHoursAt } from '../policy/domain/officeHours.ts';
import { agents } from '../registry/domain/fold.ts';
import type { Meter } from './meter.ts';

const plain = (department: string): string => department.trim().toLowerCase();

/** Whether the person an agent says it acts for is of its own department. */
function servedBy(
  { onBehalfOf, departmentServed }: AuthorizeCall,
  own: string | undefined,
): OnBehalfOf {
  if (onBehalfOf === undefined) return 'none';
  if (departmentServed === undefined || own === undefined) return 'unknown';
  return plain(departmentServed) === plain(own) ? 'sameDepartment' : 'otherDepartment';
}

/** What the server says about the moment of a call. */
function circumstancesBy(
  { officeHours }: JudgeRules['settings'],
  meter: Meter,
): JudgeRules['circumstances'] {
  const hoursAt = businessHoursAt(officeHours);
  return (view, call, now) => ({
    onBehalfOf: servedBy(call, view.get(agents, call.agentId)?.record.department),
    businessHours: hoursAt(now),
    quota: meter.isOver(view, call) ? 'exceeded' : 'within',
    surface: call.surface ?? '',
    ...(call.model !== undefined && { model: call.model }),
    today: now.slice(0, 10),
  });
}

/** All that a call is judged by: the policy in force, pauses, and what people allowed beforehand. */
export const judgeRules = ({
  tenant,
  policy,
  policySettings,
  clock,
  meter,
}: Pick<JudgeRules, 'tenant' | 'policy'> & {
  readonly policySettings: JudgeRules['settings'];
  readonly clock: Clock;
  readonly meter: Meter;
}): JudgeRules => ({
  tenant,
  policy,
  settings: policySettings,
  circumstances: circumstancesBy(policySettings, meter),
  heldBack: (view, facts) => pausedFinding(view, facts, clock.now()),
  granted: grantedFinding,
});
