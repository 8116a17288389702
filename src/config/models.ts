import * as z from 'zod';
import type { Env } from './env.ts';

/** Business group → the models that its agents may use, on a ledger that has no list for it. */
export type ModelsByGroup = Readonly<Record<string, readonly string[]>>;

const HOW =
  'MODELS_BY_GROUP must be JSON such as {"finance":["gpt-5","gpt-5-mini*"]}: business groups as agents have them, each once in upper or lower case, with at most 50 models, * only at the end';

const name = z.string().trim().min(1).max(100);
const model = name.refine((text) => !text.slice(0, -1).includes('*'));
const schema = z.record(name, z.array(model).max(50)).refine((lists) => {
  const groups = Object.keys(lists).map((group) => group.toLowerCase());
  return new Set(groups).size === groups.length;
});

/** Undefined: no group is bounded. What is no such JSON becomes a sentence in `mistakes`. */
export function modelsByGroup(env: Env, mistakes: string[]): ModelsByGroup | undefined {
  const text = env.MODELS_BY_GROUP;
  if (text === undefined) return undefined;
  const read = schema.safeParse(parsed(text));
  if (!read.success) mistakes.push(`${HOW}.`);
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
