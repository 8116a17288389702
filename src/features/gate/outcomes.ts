import { decisionId, decisionPlace } from '../../kernel/events.ts';
import type { Idempotency, Ledger } from '../../kernel/ledger.ts';
import type { Actor } from '../../kernel/people.ts';
import { type Problem, problem } from '../../kernel/problems.ts';
import type { Success } from '../../kernel/route.ts';
import { fromCommitted } from '../../kernel/stored.ts';
import { reverted } from '../grants/domain/reverting.ts';
import type { Decision, DecisionDeps } from './decisions.ts';
import { isAuthorized, type OutcomeReported } from './domain/events.ts';

type Reported = Omit<
  OutcomeReported['data'],
  'decision' | 'agent' | 'department' | 'workflow' | 'counted'
>;
export type ReportAnswer =
  | Success<{ readonly decisionId: string; readonly outcome: string; readonly recorded: boolean }>
  | Problem;

const sameReport = (a: Reported, b: Reported): boolean =>
  a.outcome === b.outcome &&
  a.edit === b.edit &&
  a.seconds === b.seconds &&
  a.baselineSeconds === b.baselineSeconds;

/**
 * Whether this report answers the last of the five questions about an action: the agent said why, what had to be approved was
 * approved and redeemed, and no other decision on the same request has been reported before. Of two reports at the same moment both may.
 */
async function explains(
  { id, event: { data } }: Decision,
  { ledger, storyOf }: DecisionDeps,
): Promise<boolean> {
  if (data.justification === undefined) return false;
  if (data.request === undefined) return true;
  if ((await storyOf(data.request))?.status !== 'redeemed') return false;
  const others = (await ledger.reads.history(data.request)).filter(
    (event) => isAuthorized(event) && decisionId(event) !== id,
  );
  const reported = await Promise.all(others.map((other) => ledger.reads.outcomeOf(other)));
  return reported.every((one) => one === undefined);
}

/** Outcomes after which what allowed an action without asking ends, where the ledger had proposed it. */
const CORRECTED: readonly OutcomeReported['data']['outcome'][] = ['edited', 'discarded', 'failed'];

/** Before the report is confirmed: a report that got lost after it has taken away too much at worst. */
async function revertFor(
  { id, event, outcome }: Decision,
  report: Reported,
  by: Actor,
  ledger: Ledger,
): Promise<void> {
  const { agent: agentId, connector: connectorId, facts } = event.data;
  if (!CORRECTED.includes(report.outcome) || !facts || outcome) return;
  const matching = { agentId, connectorId, tool: facts.effectiveTool, breach: id };
  if (reverted(await ledger.view(), matching, event.at).length === 0) return;
  await ledger.commit(async ({ view, now }) => ({
    by,
    events: reverted(view, matching, now),
    narrows: true,
    result: () => undefined,
  }));
}

/** Records what became of an action, once. The same report again is answered, not recorded again. */
export async function reportOutcome(
  decision: Decision,
  report: Reported,
  { by, idempotency }: { readonly by: Actor; readonly idempotency: Idempotency | undefined },
  deps: DecisionDeps,
): Promise<ReportAnswer> {
  const { ledger } = deps;
  const { id, event } = decision;
  const place = decisionPlace(id);
  if (!place || event.data.outcome === 'deny')
    return problem(
      'already-reported',
      `${id} denied the action, so there is no outcome to report.`,
    );
  const { agent, department, workflow, counted } = event.data;
  const reported: OutcomeReported = {
    type: 'outcome-reported',
    data: {
      decision: id,
      agent,
      workflow,
      ...(department !== undefined && { department }),
      ...(counted && { counted }),
      ...report,
      ...((await explains(decision, deps)) && { explained: true }),
    },
  };
  await revertFor(decision, report, by, ledger);
  const committed = await ledger.reportOnce(place, by, reported, idempotency);
  return fromCommitted(committed, (recorded) => {
    const body = { decisionId: id, outcome: report.outcome, recorded };
    if (recorded || (decision.outcome && sameReport(decision.outcome.data, report)))
      return { status: 200, body };
    return problem(
      'already-reported',
      `The outcome of ${id} has been reported${decision.outcome ? ` as ${decision.outcome.data.outcome}` : ''}.`,
    );
  });
}
