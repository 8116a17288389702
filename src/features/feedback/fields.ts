import * as z from 'zod';
import type { Json } from '../../ledger/canonical.ts';
import { CASE_ID } from './domain/events.ts';
import type { ShadowTyped, Typed } from './forms.ts';

export const caseIdSchema = z.string().regex(CASE_ID, 'a case looks like F-3');

/**
 * What was typed may be as long as it likes: what is too long is told in a sentence, and stays where it was typed. Inputs
 * that hold nothing come as empty texts or not at all.
 */
const typed = z.string().optional();

/** What a report's form sends beside its verb or dialog. */
export const reportFields = z.strictObject({
  form: z.string().min(1).max(100),
  quoted: typed,
  agentId: typed,
  category: typed,
  severity: typed,
  workflow: typed,
  text: typed,
});

type Fields = { readonly [field: string]: Json | undefined };

const textsOf =
  (fields: Fields) =>
  (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };

/** Fields as they came → every text of the form, empty where there was none. */
export function typedOf(fields: Fields): Typed {
  const text = textsOf(fields);
  return {
    agentId: text('agentId'),
    category: text('category'),
    severity: text('severity'),
    workflow: text('workflow'),
    text: text('text'),
    quoted: text('quoted'),
    form: text('form'),
  };
}

/** What the form of shadow use sends beside its verb or dialog. */
export const shadowFields = z.strictObject({
  form: z.string().min(1).max(100),
  quoted: typed,
  what: typed,
  where: typed,
  text: typed,
});

/** Fields as they came → every text of that form, empty where there was none. */
export function shadowTypedOf(fields: Fields): ShadowTyped {
  const text = textsOf(fields);
  return {
    what: text('what'),
    where: text('where'),
    text: text('text'),
    quoted: text('quoted'),
    form: text('form'),
  };
}

/** What a card's button says that a problem is about. */
export const problemFields = z.strictObject({
  request: z
    .string()
    .regex(/^AR-[1-9]\d{0,14}$/)
    .optional(),
  agent: z.string().max(64).optional(),
});

export const onCase = z.strictObject({ case: caseIdSchema });
export const answerFields = z.strictObject({ case: caseIdSchema, text: typed });
export const triageFields = z.strictObject({
  case: caseIdSchema,
  seen: z.string().regex(/^[1-9]\d{0,8}$/),
  status: typed,
  remedy: typed,
  owner: typed,
  note: typed,
  alike: z.enum(['true', 'false', '']).optional(),
});
