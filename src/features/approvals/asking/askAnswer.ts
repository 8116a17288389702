import { type Problem, problem } from '../../../kernel/problems.ts';
import type { Success } from '../../../kernel/route.ts';
import type { ApprovalsDeps } from '../deps.ts';
import { requests } from '../domain/entity.ts';
import { refusalProblem } from '../domain/problems.ts';
import type { RequestState } from '../domain/state.ts';
import type { Reader } from '../showing/show.ts';
import { wordsOf } from '../showing/telling.ts';
import type { AskPlan } from './planAsk.ts';

export type AskAnswer = Success<Record<string, unknown>> | Problem;

/** How a request is shown to whoever asked. */
export type Show = (
  deps: ApprovalsDeps,
  state: RequestState,
  reader: Reader,
) => Promise<Record<string, unknown>>;

/** What asking came to: a new request, an equal one that is live already, or why not. */
export async function askAnswer(
  deps: ApprovalsDeps,
  asked: AskPlan,
  reader: Reader,
  show: Show,
): Promise<AskAnswer> {
  if (asked.kind === 'refused')
    return refusalProblem(asked.refusal, await wordsOf(deps, undefined));
  const state = await deps.ledger.reads.get(requests, asked.request);
  if (!state) return problem('internal', 'The request could not be read back.');
  return {
    status: asked.kind === 'opened' ? 201 : 200,
    body: await show(deps, state, reader),
    location: `/requests/${state.id}`,
  };
}
