import type { Mistake } from '../../kernel/cards/form.ts';
import type { Category } from './domain/categories.ts';
import type { ShadowUseCommand } from './domain/decide.ts';
import { SEVERITIES, type Severity } from './domain/events.ts';
import { MOST_QUOTED } from './domain/quoting.ts';

/** Characters of a report's words, of a workflow's name, of what is said to a reporter. */
export const MOST_TEXT = 4_000;
export const MOST_WORKFLOW = 100;
export const MOST_NOTE = 1_000;
/** Characters of where something is used. */
export const MOST_WHERE = 200;

/** What a report's form sends, in chat and in a dialog alike: the inputs as text, and what the form itself carries. */
export interface Typed {
  readonly agentId: string;
  readonly category: string;
  readonly severity: string;
  readonly workflow: string;
  readonly text: string;
  readonly quoted: string;
  /** Names this form: sent twice, it is one report. */
  readonly form: string;
}

export interface Filled {
  readonly agent: string;
  readonly category: string;
  readonly severity: Severity;
  readonly workflow?: string;
  readonly text?: string;
  readonly quoted?: string;
}

export const tooLong = (what: string, length: number, most: number): string =>
  `${what}: ${length.toLocaleString('en')} characters, and at most ${most.toLocaleString('en')} can be taken. Shorten it and send it again.`;

/** A filled form, or everything that is wrong with it, a sentence each. */
export function readTyped(
  typed: Typed,
  categories: readonly Category[],
): { readonly filled: Filled } | { readonly mistakes: readonly Mistake[] } {
  const { agentId, category } = typed;
  const workflow = typed.workflow.trim().toWellFormed();
  const text = typed.text.trim().toWellFormed();
  const quoted = typed.quoted.toWellFormed();
  const severity = SEVERITIES.find((one) => one === (typed.severity || 'medium'));
  const mistakes: Mistake[] = [];
  const wrong = (field: keyof Typed, words: string) => mistakes.push({ field, words });
  if (agentId.trim() === '') wrong('agentId', 'Choose the agent that it is about.');
  if (!categories.some(({ id }) => id === category)) wrong('category', 'Choose what went wrong.');
  if (severity === undefined) wrong('severity', 'Choose how bad it is.');
  if (workflow.length > MOST_WORKFLOW)
    wrong('workflow', tooLong('The workflow', workflow.length, MOST_WORKFLOW));
  if (text.length > MOST_TEXT) wrong('text', tooLong('Your words', text.length, MOST_TEXT));
  if (mistakes.length > 0 || severity === undefined) return { mistakes };
  const optional = {
    ...(workflow !== '' && { workflow }),
    ...(text !== '' && { text }),
    ...(quoted !== '' && { quoted: quoted.slice(0, MOST_QUOTED) }),
  };
  return { filled: { agent: agentId.trim(), category, severity, ...optional } };
}

/** What the form of shadow use sends, in chat and in a dialog alike. */
export interface ShadowTyped {
  /** The agent, source or workaround, as its reporter calls it. */
  readonly what: string;
  readonly where: string;
  readonly text: string;
  readonly quoted: string;
  /** Names this form: sent twice, it is one report. */
  readonly form: string;
}

type ShadowFilled = Omit<ShadowUseCommand, 'id' | 'person' | 'via'>;

const wordsOf = (text: string): string => text.trim().toWellFormed();

/** A filled form, or everything that is wrong with it, a sentence each. */
export function readShadow(
  typed: ShadowTyped,
): { readonly filled: ShadowFilled } | { readonly mistakes: readonly Mistake[] } {
  const [what, where, text] = [wordsOf(typed.what), wordsOf(typed.where), wordsOf(typed.text)];
  const mistakes: Mistake[] = [];
  const wrong = (field: keyof ShadowTyped, words: string) => mistakes.push({ field, words });
  if (what === '') wrong('what', 'Say what it is called.');
  if (text === '') wrong('text', 'Say what you saw.');
  if (what.length > MOST_WORKFLOW) wrong('what', tooLong('Its name', what.length, MOST_WORKFLOW));
  if (where.length > MOST_WHERE) wrong('where', tooLong('The place', where.length, MOST_WHERE));
  if (text.length > MOST_TEXT) wrong('text', tooLong('Your words', text.length, MOST_TEXT));
  if (mistakes.length > 0) return { mistakes };
  const quoted = typed.quoted.toWellFormed().slice(0, MOST_QUOTED);
  return {
    filled: { what, text, ...(where !== '' && { where }), ...(quoted !== '' && { quoted }) },
  };
}
