import type { Mistake } from '../../kernel/cards/form.ts';
import type { Card, ChatContext, VerbReply } from '../../kernel/chat.ts';
import { agents } from '../registry/domain/fold.ts';
import { backlogCard } from './cards/backlog.ts';
import { caseCard } from './cards/case.ts';
import { type TriageTyped, triageCard } from './cards/triage.ts';
import { triage } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import { REMEDIES } from './domain/categories.ts';
import type { TriageCommand } from './domain/decide.ts';
import { TRIAGED } from './domain/events.ts';
import { mayTriage, type Who } from './domain/rights.ts';
import { refusalSentence } from './domain/sentences.ts';
import { MOST_NOTE, tooLong } from './forms.ts';
import { backlogViewOf, caseViewOf, readable, triageViewOf } from './views.ts';

export const whoIs = ({ person, roles }: ChatContext): Who => ({ person: person.id, roles });

export const noCase = (id: string): VerbReply => ({
  kind: 'refused',
  status: 404,
  text: refusalSentence({ code: 'unknown-case', case: id }),
});

/** The backlog as this person may see it. */
export const backlogFor = async (deps: FeedbackDeps, context: ChatContext): Promise<Card> =>
  backlogCard(await backlogViewOf(deps, whoIs(context), deps.clock.now()));

/** The card to triage a case with, or the case as it is for whoever may only read it; undefined where they may not. */
export async function openCase(
  deps: FeedbackDeps,
  id: string,
  context: ChatContext,
  again?: { readonly typed: TriageTyped; readonly mistakes: readonly Mistake[] },
): Promise<Card | undefined> {
  const who = whoIs(context);
  const state = await readable(deps, id, who);
  if (!state) return undefined;
  const people = (await deps.ledger.view()).get(agents, state.agent)?.people;
  return mayTriage(who, people, state.owner)
    ? triageCard(await triageViewOf(deps, state, who, again))
    : caseCard(await caseViewOf(deps, state, who));
}

export interface TriageInput {
  readonly case: string;
  readonly seen: string;
  readonly typed: TriageTyped;
}

/** Sets what was typed on a triage card. A mistake answers the card again, with what was typed. */
export async function triageByCard(
  deps: FeedbackDeps,
  { case: id, seen, typed }: TriageInput,
  context: ChatContext,
): Promise<VerbReply> {
  const who = whoIs(context);
  if (!(await readable(deps, id, who))) return noCase(id);
  if (typed.note.length > MOST_NOTE)
    return {
      kind: 'refused',
      status: 400,
      text: tooLong('The word to the reporter', typed.note.length, MOST_NOTE),
    };
  const owner = await personNamed(deps, typed.owner);
  if (typed.owner !== '' && !owner)
    return again(deps, { id, typed, context }, [
      { field: 'owner', words: 'Nobody of that name is in the directory.' },
    ]);
  const command: TriageCommand = {
    ...who,
    case: id,
    seen: Number(seen),
    ...known('status', TRIAGED, typed.status),
    ...known('remedy', REMEDIES, typed.remedy),
    ...(owner && { owner: owner.id }),
    ...(typed.note.trim() !== '' && { note: typed.note.trim().toWellFormed() }),
  };
  const set = await triage(deps, command, { alike: typed.alike });
  if (set.ok) return savedReply(deps, id, who, set.value);
  const { refusal } = set;
  if (refusal.code === 'not-allowed')
    return { kind: 'refused', status: 403, text: refusalSentence(refusal) };
  return again(deps, { id, typed, context }, [refusalSentence(refusal)]);
}

const LONGEST_NAME = 200;

const personNamed = async ({ directory }: FeedbackDeps, name: string) =>
  name === '' || name.length > LONGEST_NAME ? undefined : directory.find(name);

/** A member of a closed list, where the text is one. */
const known = <N extends string, T extends string>(
  name: N,
  list: readonly T[],
  text: string,
): { readonly [K in N]?: T } => {
  const found = list.find((one) => one === text);
  return found === undefined ? {} : ({ [name]: found } as { readonly [K in N]: T });
};

async function again(
  deps: FeedbackDeps,
  {
    id,
    typed,
    context,
  }: { readonly id: string; readonly typed: TriageTyped; readonly context: ChatContext },
  mistakes: readonly Mistake[],
): Promise<VerbReply> {
  const card = await openCase(deps, id, context, { typed, mistakes });
  return card ? { kind: 'card', card } : noCase(id);
}

async function savedReply(
  deps: FeedbackDeps,
  id: string,
  who: Who,
  set: readonly string[],
): Promise<VerbReply> {
  const state = await readable(deps, id, who);
  if (!state) return noCase(id);
  const said =
    set.length <= 1
      ? 'Saved. Its reporter hears of every move.'
      : `Saved for ${set.length} cases: ${set.slice(0, 10).join(', ')}${set.length > 10 ? ' …' : ''}. Their reporters hear of every move.`;
  return { kind: 'card', card: caseCard({ ...(await caseViewOf(deps, state, who)), said }) };
}
