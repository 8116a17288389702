import * as z from 'zod';
import type { Mistake } from '../../../kernel/cards/form.ts';
import { DAY, epochMs, HOUR, type Instant, instantOf, plus } from '../../../kernel/instant.ts';
import type { Json } from '../../../ledger/canonical.ts';

/** What a form sends: every input as text, empty where nothing was given. Of any length: what is too long is told, and stays where it was typed. */
export type Typed<Id extends string> = Readonly<Record<Id, string>>;

/** The schema of a form's data: texts under these ids, each of which may be absent. */
export const formData = (ids: readonly string[]) =>
  z.strictObject(Object.fromEntries(ids.map((id) => [id, z.string().optional()])));

/** Fields as they came → every text of the form. */
export const typedOf = <Id extends string>(
  ids: readonly Id[],
  fields: { readonly [field: string]: Json | undefined },
): Typed<Id> => {
  const text = (id: Id): string => {
    const value = fields[id];
    return typeof value === 'string' ? value.toWellFormed() : '';
  };
  return Object.fromEntries(ids.map((id) => [id, text(id)])) as Typed<Id>;
};

/** A text in commas or lines → its parts. */
export const partsOf = (text: string): readonly string[] =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** So many days from the full hour, so that a form sent twice asks for the same. */
export const untilAfter = (days: string, now: Instant): string => {
  const hour = instantOf(Math.floor(epochMs(now) / HOUR) * HOUR);
  return /^\d{1,3}$/.test(days) ? plus(hour, Number(days) * DAY) : '';
};

/** What was asked for, or what is wrong with the form, a sentence each. */
export type Read<T> = { readonly ask: T } | { readonly mistakes: readonly Mistake[] };

/** Reads a form's values by a schema; an issue is told at its field, under the field's label. */
export function readForm<T>(
  schema: z.ZodType<T>,
  values: unknown,
  fieldOf: (name: string) => { readonly id: string; readonly label: string },
): Read<T> {
  const read = schema.safeParse(values);
  if (read.success) return { ask: read.data };
  const wrong = read.error.issues.map((issue) => {
    const { id, label } = fieldOf(String(issue.path[0] ?? ''));
    return { field: id, words: `${label}: ${wrongWith(issue)}.` };
  });
  return { mistakes: [...new Map(wrong.map((one) => [one.words, one])).values()] };
}

/** In words for a person who fills in a form; what our own schemas say of themselves is such words already. */
function wrongWith(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return 'choose one of the list';
  if (issue.code !== 'too_big') return issue.message;
  const most = Number(issue.maximum).toLocaleString('en');
  return issue.origin === 'array' ? `at most ${most}` : `at most ${most} characters`;
}
