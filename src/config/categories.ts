import type { Env } from './env.ts';

const FIELDS = ['id', 'label', 'definition', 'example', 'remedy'] as const;

/** A category of feedback as it was set: its fields are texts, and nothing more is known of them yet. */
export type SetCategory = Readonly<Record<(typeof FIELDS)[number], string>>;

const NAME = 'FEEDBACK_CATEGORIES';

/** What a tenant adds to the categories of feedback, as a JSON list; what is no such list becomes a sentence in `mistakes`. */
export function feedbackCategories(env: Env, mistakes: string[]): readonly SetCategory[] {
  const text = env.FEEDBACK_CATEGORIES;
  if (text === undefined) return [];
  const list = parsed(text);
  if (Array.isArray(list)) return list.flatMap((one: unknown, i) => read(one, i + 1, mistakes));
  mistakes.push(`${NAME} must be a JSON list of objects with ${FIELDS.join(', ')}.`);
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(one: unknown, nth: number, mistakes: string[]): readonly SetCategory[] {
  const given = one instanceof Object ? new Map<string, unknown>(Object.entries(one)) : new Map();
  const missing = FIELDS.filter((name) => typeof given.get(name) !== 'string');
  const unknown = [...given.keys()].filter((name) => !FIELDS.some((field) => field === name));
  if (missing.length > 0)
    mistakes.push(`${NAME}, entry ${nth}: ${missing.join(', ')} must be there, as text.`);
  if (unknown.length > 0)
    mistakes.push(
      `${NAME}, entry ${nth}: ${unknown.map((name) => JSON.stringify(name)).join(', ')} means nothing here.`,
    );
  const text = (name: (typeof FIELDS)[number]) => String(given.get(name));
  return missing.length + unknown.length > 0
    ? []
    : [
        {
          id: text('id'),
          label: text('label'),
          definition: text('definition'),
          example: text('example'),
          remedy: text('remedy'),
        },
      ];
}
