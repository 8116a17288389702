import type { PersonId } from '../../kernel/people.ts';
import type { OfDefect } from './backlog.ts';
import type { FeedbackDeps } from './deps.ts';
import { type CaseState, cases } from './domain/cases.ts';
import type { Priority } from './domain/urgency.ts';
import { nameOf } from './views.ts';

/** A person as the API shows them. */
type Named = { readonly id: string; readonly name: string };

/** A case as the API shows it to whoever may read it. */
export type ShownCase = ReturnType<typeof outline> & {
  readonly reporter: Named;
  readonly owner?: Named;
  readonly systemicSince?: string;
  readonly priority?: Priority;
};

const outline = (state: CaseState) => ({
  id: state.id,
  ...(state.agent !== '' && { agentId: state.agent }),
  workflow: state.workflow,
  category: state.category,
  severity: state.severity,
  status: state.status,
  at: state.at,
  ...(state.remedy && { remedy: state.remedy }),
  ...(state.text !== undefined && { text: state.text }),
  ...(state.quoted !== undefined && { quoted: state.quoted }),
  ...(state.where !== undefined && { where: state.where }),
  ...(state.note !== undefined && { note: state.note }),
  ...(state.answer !== undefined && { answer: state.answer }),
  reopened: state.reopened,
  defect: state.defect,
});

/** Looks everybody up once. */
export function namer(deps: Pick<FeedbackDeps, 'directory'>): (id: PersonId) => Promise<Named> {
  const known = new Map<PersonId, Promise<Named>>();
  return (id) => {
    const name = known.get(id) ?? nameOf(deps.directory, id).then((found) => ({ id, name: found }));
    known.set(id, name);
    return name;
  };
}

export async function showCase(
  state: CaseState,
  { priority, systemicSince }: OfDefect,
  named: (id: PersonId) => Promise<Named>,
): Promise<ShownCase> {
  return {
    ...outline(state),
    reporter: await named(state.person),
    ...(state.owner && { owner: await named(state.owner) }),
    ...(systemicSince !== undefined && { systemicSince }),
    ...(priority && { priority }),
  };
}

/** The whole case behind a line of a list. */
export const wholeCase = (
  { ledger }: Pick<FeedbackDeps, 'ledger'>,
  id: string,
): Promise<CaseState | undefined> => ledger.reads.get(cases, id);
