import type { Recorded } from '../../kernel/events.ts';
import { requests } from '../approvals/domain/entity.ts';
import type { Explained } from '../approvals/domain/explained.ts';
import type { ActionRequest } from '../approvals/domain/state.ts';
import { type Decision, type DecisionDeps, readDecision } from './decisions.ts';
import {
  type ActionAuthorized,
  isAuthorized,
  isOutcome,
  type OutcomeReported,
} from './domain/events.ts';
import { fiveQuestions } from './domain/questions.ts';

const explanationOf = (
  id: string,
  { event, questions }: Pick<Decision, 'event' | 'questions'>,
): Explained => ({
  id,
  at: event.at,
  agentId: event.data.agent,
  connectorId: event.data.connector,
  tool: event.data.tool,
  facts: event.data.facts,
  triggeredBy: questions.triggeredBy.answer,
  statedReason: event.data.justification ?? '',
  because: event.data.because,
  permission: questions.permission.answer,
  human: questions.humanApproval.answer,
  used: questions.outputUsed.answer,
});

/** About a request: its first decision, or, where it was asked for directly, the request itself; with the last outcome known. */
async function explainRequest(state: ActionRequest, deps: DecisionDeps): Promise<Explained> {
  const decisions = (await deps.ledger.reads.history(state.id)).filter(
    (event): event is Recorded<ActionAuthorized> => isAuthorized(event),
  );
  const outcomes = await Promise.all(decisions.map((place) => deps.ledger.reads.outcomeOf(place)));
  const outcome = outcomes
    .filter((event) => event !== undefined)
    .findLast((event): event is Recorded<OutcomeReported> => isOutcome(event));
  const story = await deps.storyOf(state.id);
  const first = decisions[0] ?? asDecision(state);
  return explanationOf(state.id, { event: first, questions: fiveQuestions(first, story, outcome) });
}

const asDecision = (state: ActionRequest): Recorded<ActionAuthorized> => ({
  type: 'action-authorized',
  log: 'g',
  seq: state.askedSeq,
  at: state.askedAt,
  by: state.requester,
  data: {
    agent: state.agentId,
    connector: state.connectorId,
    tool: state.tool,
    outcome: 'needsApproval',
    because: state.because,
    policies: state.policies,
    bundle: state.bundle,
    digest: state.digest,
    facts: state.facts,
    request: state.id,
    agentVersion: '',
    workflow: state.agentId,
    ...(state.justification !== undefined && { justification: state.justification }),
    ...(state.onBehalfOf !== undefined && { onBehalfOf: state.onBehalfOf }),
  },
});

/** Explains `D-…` or the `AR-…` of an action; undefined where nothing of that id exists. Whether a reader may know is the caller's to ask. */
export async function explain(id: string, deps: DecisionDeps): Promise<Explained | undefined> {
  if (id.startsWith('AR-')) {
    const state = await deps.ledger.reads.get(requests, id);
    return state?.kind === 'outboundAction' ? explainRequest(state, deps) : undefined;
  }
  const decision = await readDecision(id, deps);
  return decision && explanationOf(id, decision);
}
