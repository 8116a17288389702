import type { Mistake } from '../../kernel/cards/form.ts';
import type { Card, ChatContext } from '../../kernel/chat.ts';
import type { PersonId } from '../../kernel/people.ts';
import { ok } from '../../kernel/result.ts';
import type { Json } from '../../ledger/canonical.ts';
import { canonicalJson } from '../../ledger/canonical.ts';
import { sha256 } from '../../ledger/hash.ts';
import { agents } from '../registry/domain/fold.ts';
import { caseCard } from './cards/case.ts';
import { type ReportView, reportCard } from './cards/report.ts';
import { report } from './changing.ts';
import type { FeedbackDeps } from './deps.ts';
import { cases } from './domain/cases.ts';
import { refusalSentence } from './domain/sentences.ts';
import { readTyped, type Typed } from './forms.ts';
import { guess } from './guessing.ts';
import { reporterViewOf } from './views.ts';

type Where = ReportView['where'];

async function formCard(
  deps: FeedbackDeps,
  where: Where,
  typed: Typed,
  more: Pick<ReportView, 'guessed' | 'mistakes'>,
): Promise<Card> {
  const known = [...(await deps.ledger.view()).all(agents)]
    .filter(([, { status }]) => status === 'active')
    .map(([id, { record }]) => ({ id, name: record.displayName }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return reportCard({ where, typed, agents: known, categories: deps.categories, ...more });
}

/** A fresh form, with agent and workflow guessed. */
export async function openForm(
  deps: FeedbackDeps,
  where: Where,
  { person, roles }: ChatContext,
  about: { readonly [field: string]: Json } = {},
): Promise<Card> {
  const { agent, workflow, quoted } = await guess(deps, { person: person.id, roles }, about);
  const empty = { category: '', severity: 'medium', text: '', form: deps.newId() };
  const typed = { ...empty, agentId: agent, workflow, quoted };
  const guessed = agent !== '' && agent !== about['agent'];
  return formCard(deps, where, typed, { guessed, mistakes: [] });
}

/** The form as it was sent, with what is wrong with it. */
export const formAgain = (
  deps: FeedbackDeps,
  where: Where,
  typed: Typed,
  mistakes: readonly Mistake[],
): Promise<Card> => formCard(deps, where, typed, { guessed: false, mistakes });

export type SentForm =
  | { readonly kind: 'taken'; readonly id: string; readonly card: Card }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] }
  /** The form was sent before, and said something else. */
  | { readonly kind: 'spent' };

/** Takes what a form sent. The same form with the same words is one report, however often it comes. */
export async function sendForm(
  deps: FeedbackDeps,
  via: Where,
  typed: Typed,
  { person }: ChatContext,
): Promise<SentForm> {
  const read = readTyped(typed, deps.categories);
  if ('mistakes' in read) return { kind: 'mistakes', mistakes: read.mistakes };
  const command = { ...read.filled, person: person.id, via };
  const sent = { person: person.id, form: typed.form, filled: { ...read.filled } };
  return takeForm(deps, sent, (key) => report(deps, command, key));
}

type Key = NonNullable<Parameters<typeof report>[2]>;

interface Sent {
  readonly person: PersonId;
  readonly form: string;
  readonly filled: Json;
}

/** Takes a filled form through `take`; sent again with the same words, it is answered as before. */
export async function takeForm(
  deps: FeedbackDeps,
  { person, form, filled }: Sent,
  take: (key: Key) => ReturnType<typeof report>,
): Promise<SentForm> {
  const idempotency = {
    key: sha256(`feedback-form|${person}|${form}`),
    bodyHash: sha256(canonicalJson(filled)),
  };
  const taken = await take({ idempotency, answer: (id) => id });
  if (taken.kind === 'key-reused') return { kind: 'spent' };
  // What `answer` above kept with the form.
  const result = taken.kind === 'done' ? taken.result : ok(taken.answer as string);
  return result.ok
    ? { kind: 'taken', id: result.value, card: await ownCase(deps, result.value) }
    : { kind: 'mistakes', mistakes: [refusalSentence(result.refusal)] };
}

/** The card of a case as its reporter has it. */
async function ownCase(deps: FeedbackDeps, id: string): Promise<Card> {
  const state = await deps.ledger.reads.get(cases, id);
  if (!state) throw new RangeError(`${id} was taken and is not there`);
  return caseCard(await reporterViewOf(deps, state));
}
