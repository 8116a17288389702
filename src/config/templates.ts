import type { Env } from './env.ts';

const PHASES = ['pilot', 'department', 'enterprise'] as const;
const COUNTERS = ['scopes', 'sites', 'connectors'] as const;
const MOST = 10_000;

type Some = Partial<Record<(typeof COUNTERS)[number], number>>;
/** What a tenant sets of how much an agent of each phase may gather before people are told. */
export type SetTemplates = Readonly<Partial<Record<(typeof PHASES)[number], Readonly<Some>>>>;

const HOW =
  'ACCUMULATION_TEMPLATES must be JSON such as {"pilot":{"scopes":10,"sites":5,"connectors":3}}: phases pilot, department and enterprise, whole numbers from 0 to 10000';

/** What is no such JSON becomes a sentence in `mistakes`. */
export function accumulationTemplates(env: Env, mistakes: string[]): SetTemplates {
  const text = env.ACCUMULATION_TEMPLATES;
  if (text === undefined) return {};
  const read = templatesIn(text);
  if (read === undefined) mistakes.push(`${HOW}.`);
  return read ?? {};
}

function templatesIn(text: string): SetTemplates | undefined {
  const found: Partial<Record<(typeof PHASES)[number], Some>> = {};
  for (const [name, value] of entriesOf(parsed(text)) ?? [['', undefined]]) {
    const phase = PHASES.find((known) => known === name);
    const counts = countsIn(value);
    if (!phase || !counts) return undefined;
    found[phase] = counts;
  }
  return found;
}

function countsIn(value: unknown): Some | undefined {
  const found: Some = {};
  for (const [name, count] of entriesOf(value) ?? [['', undefined]]) {
    const counter = COUNTERS.find((known) => known === name);
    if (!counter || typeof count !== 'number' || !Number.isInteger(count)) return undefined;
    if (count < 0 || count > MOST) return undefined;
    found[counter] = count;
  }
  return found;
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : undefined;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
