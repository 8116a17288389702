import type { Mistake } from '../../kernel/cards/form.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Directory } from '../../kernel/people.ts';
import { agents } from '../registry/domain/fold.ts';
import { ofDefect, readBacklog } from './backlog.ts';
import type { BacklogView } from './cards/backlog.ts';
import type { CaseView } from './cards/case.ts';
import type { TriageTyped, TriageView } from './cards/triage.ts';
import { othersAlike } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import { type CaseState, cases } from './domain/cases.ts';
import { type Category, REMEDY_NAMES, SHADOW_USE } from './domain/categories.ts';
import { mayRead, mayReadOthers, mayTriage, type Who } from './domain/rights.ts';

/** The name that people know; a directory that does not answer leaves the object id, for names decide nothing. */
export const nameOf = async (directory: Directory, id: string | undefined): Promise<string> =>
  id === undefined ? '' : ((await directory.find(id).catch(() => undefined))?.name ?? id);

/** A category by its id; one that the tenant no longer adds is still shown, by its id. */
export function categoryOf(
  categories: readonly Category[],
  id: string,
): Pick<Category, 'label' | 'definition'> & Partial<Category> {
  return (
    [...categories, SHADOW_USE].find((one) => one.id === id) ?? {
      label: id,
      definition: 'A category of its own',
    }
  );
}

/** What a report is about, for readers: its agent, or what nobody registered. */
const aboutOf = ({ agent, workflow }: Pick<CaseState, 'agent' | 'workflow'>): string =>
  agent === '' ? workflow : agent;

/** The case, where this person may read it. */
export async function readable(
  { ledger }: Pick<FeedbackDeps, 'ledger'>,
  id: string,
  who: Who,
): Promise<CaseState | undefined> {
  const [state, view] = await Promise.all([ledger.reads.get(cases, id), ledger.view()]);
  const people = state && view.get(agents, state.agent)?.people;
  return state && mayRead(who, state, people) ? state : undefined;
}

/** A case as this reader may see it, with what concerns triage for those who may. */
export async function caseViewOf(
  deps: FeedbackDeps,
  state: CaseState,
  reader: Who,
): Promise<CaseView> {
  const people = (await deps.ledger.view()).get(agents, state.agent)?.people;
  const [view, reporter] = await Promise.all([
    reporterViewOf(deps, state),
    state.person === reader.person ? '' : nameOf(deps.directory, state.person),
  ]);
  const triage = mayTriage(reader, people, state.owner)
    ? { triage: await triageOf(deps, state) }
    : {};
  return { ...view, reporter, ...triage };
}

/** A case as its reporter sees it. */
export async function reporterViewOf(
  { directory, categories }: Pick<FeedbackDeps, 'directory' | 'categories'>,
  state: CaseState,
): Promise<CaseView> {
  return {
    id: state.id,
    agent: aboutOf(state),
    workflow: state.agent === '' ? aboutOf(state) : state.workflow,
    category: categoryOf(categories, state.category),
    severity: state.severity,
    status: state.status,
    at: state.at,
    reporter: '',
    owner: await nameOf(directory, state.owner),
    ...(state.remedy && { remedy: state.remedy }),
    note: state.note ?? '',
    answer: state.answer ?? '',
    text: state.text ?? '',
    where: state.where ?? '',
    isUnregistered: state.agent === '',
    quoted: state.quoted ?? '',
    reopened: state.reopened,
  };
}

async function triageOf(
  deps: FeedbackDeps,
  state: CaseState,
): Promise<NonNullable<CaseView['triage']>> {
  const [defect, alike] = await Promise.all([ofDefect(deps, state), othersAlike(deps, state.id)]);
  return { alike, ...defect };
}

const typedOf = (state: CaseState, category: Partial<Category>): TriageTyped => ({
  status: state.status,
  remedy: state.remedy ?? category.remedy ?? '',
  owner: state.owner ?? '',
  note: '',
  alike: true,
});

/** The card on which a case is triaged, with what was typed before or as the case stands. */
export async function triageViewOf(
  deps: FeedbackDeps,
  state: CaseState,
  reader: Who,
  again: { readonly typed?: TriageTyped; readonly mistakes: readonly Mistake[] } = { mistakes: [] },
): Promise<TriageView> {
  const category = categoryOf(deps.categories, state.category);
  const people = (await deps.ledger.view()).get(agents, state.agent)?.people;
  const likely = [people?.technical, people?.business, people?.backup, state.owner, reader.person];
  const ids = [...new Set(likely.filter((id) => id !== undefined))];
  return {
    view: await caseViewOf(deps, state, reader),
    seen: state.revision,
    typed: again.typed ?? typedOf(state, category),
    people: await Promise.all(
      ids.map(async (id) => ({ id, name: await nameOf(deps.directory, id) })),
    ),
    suggested: category.remedy ? REMEDY_NAMES[category.remedy] : 'prompt change',
    mistakes: again.mistakes,
  };
}

/** What of the backlog this reader may see, and the reader's own open reports. */
export async function backlogViewOf(
  { ledger, categories }: FeedbackDeps,
  reader: Who,
  now: Instant,
): Promise<BacklogView> {
  const [all, view] = await Promise.all([readBacklog(ledger.reads, now), ledger.view()]);
  const peopleOf = (agent: string) => view.get(agents, agent)?.people;
  const labelled = all.map((item) => ({
    ...item,
    label: categoryOf(categories, item.category).label,
    mayTriage: mayTriage(reader, peopleOf(item.agent)),
  }));
  return {
    items: labelled
      .filter(({ agent }) => mayReadOthers(reader, peopleOf(agent)))
      .map((item) => ({ ...item, agent: aboutOf(item) })),
    own: labelled.flatMap(({ label, agent, workflow, cases: some }) =>
      some
        .filter(({ person }) => person === reader.person)
        .map(({ id, status, at }) => ({
          id,
          agent: aboutOf({ agent, workflow }),
          label,
          status,
          at,
        })),
    ),
  };
}
