import type { Instant } from '../../kernel/instant.ts';
import { weekOf } from '../../kernel/week.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import type { AgentState } from '../registry/domain/model.ts';
import { workflowCell } from './counters.ts';
import type { Counted } from './domain/events.ts';

/** So many workflows of an agent's own choosing have figures of their own in a week. */
export const MOST_WORKFLOWS = 8;

/** Under what a call is counted, where not under its own workflow. */
export interface Cohorts {
  of(agent: AgentState | undefined, call: AuthorizeCall, now: Instant): Counted | undefined;
}

/**
 * Callers make up agent ids and workflows, and a log has room for few different counts: agents that nobody registered are
 * counted as one, and of each agent's workflows the first ones of the week that come to this server, beside the one it was
 * registered with.
 */
export function cohorts(): Cohorts {
  let week = '';
  const seen = new Map<string, Set<string>>();
  function isKept(agentId: string, workflow: string): boolean {
    const own = seen.get(agentId) ?? new Set();
    if (own.has(workflow)) return true;
    if (own.size >= MOST_WORKFLOWS) return false;
    seen.set(agentId, own.add(workflow));
    return true;
  }
  return {
    of(agent, { agentId, workflow = agentId }, now) {
      if (agent === undefined) return 'unknown';
      if (workflow === agentId || workflow === agent.record.useCase.id) return undefined;
      const current = weekOf(now).name;
      if (current !== week) seen.clear();
      week = current;
      return isKept(agentId, workflowCell(workflow)) ? undefined : 'other';
    },
  };
}
