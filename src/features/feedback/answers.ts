import { type Problem, type ProblemCode, problem } from '../../kernel/problems.ts';
import type { Call, Success } from '../../kernel/route.ts';
import { agents } from '../registry/domain/fold.ts';
import { ofDefect } from './backlog.ts';
import type { FeedbackDeps } from './deps.ts';
import type { FeedbackRefusal } from './domain/decide.ts';
import { mayReadOthers, type Who } from './domain/rights.ts';
import { refusalSentence } from './domain/sentences.ts';
import { namer, type ShownCase, showCase } from './showing.ts';
import { readable } from './views.ts';

const PROBLEM_OF: Readonly<Record<FeedbackRefusal['code'], ProblemCode>> = {
  'unknown-agent': 'invalid-body',
  'unknown-category': 'invalid-body',
  'unknown-case': 'not-found',
  'not-allowed': 'forbidden',
  'changed-meanwhile': 'not-asked',
  'key-reused': 'idempotency-key-reused',
  'remedy-missing': 'invalid-body',
  'note-missing': 'invalid-body',
  'not-asked': 'not-asked',
};

const FIELD_OF: Readonly<Partial<Record<FeedbackRefusal['code'], string>>> = {
  'unknown-agent': 'agentId',
  'unknown-category': 'category',
  'remedy-missing': 'remedy',
  'note-missing': 'note',
};

/** A refusal as a problem, at its field where it has one. */
export function refused(refusal: FeedbackRefusal): Problem {
  const [path, message] = [FIELD_OF[refusal.code], refusalSentence(refusal)];
  const errors = path === undefined ? {} : { errors: [{ path, message }] };
  return problem(PROBLEM_OF[refusal.code], message, errors);
}

export const ONLY_PEOPLE = problem('forbidden', 'Only people report and triage.');

/** The person who calls; undefined for programs. */
export const whoIs = ({
  principal,
  roles,
}: Pick<Call<unknown, unknown, unknown>, 'principal' | 'roles'>) =>
  principal.kind === 'person' ? ({ person: principal.id, roles } satisfies Who) : undefined;

export type Shown = Success<ShownCase> | Problem;

/** A case, for whoever may read it. What its defect adds is for those who read the backlog. */
export async function shown(
  deps: FeedbackDeps,
  id: string,
  who: Who,
): Promise<ShownCase | undefined> {
  const state = await readable(deps, id, who);
  if (!state) return undefined;
  const people = (await deps.ledger.view()).get(agents, state.agent)?.people;
  const defect = mayReadOthers(who, people) ? await ofDefect(deps, state) : {};
  return showCase(state, defect, namer(deps));
}

/** A case as an answer, or 404 for whoever may not read it. */
export async function answered(deps: FeedbackDeps, id: string, who: Who): Promise<Shown> {
  const body = await shown(deps, id, who);
  return body ? { status: 200, body } : refused({ code: 'unknown-case', case: id });
}
