import { quoted } from '../../../kernel/quoted.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';

/** What is changed so that it does not happen again. */
export const REMEDIES = ['prompt', 'connector', 'policy', 'training'] as const;
export type Remedy = (typeof REMEDIES)[number];

/** The words a person reads for a remedy. */
export const REMEDY_NAMES: Readonly<Record<Remedy, string>> = {
  prompt: 'prompt change',
  connector: 'connector change',
  policy: 'policy change',
  training: 'user training',
};

/** A way in which an agent's output can be wrong. */
export type Category = {
  readonly id: string;
  readonly label: string;
  readonly definition: string;
  /** Something that follows `for example`. */
  readonly example: string;
  /** What usually helps; whoever triages may choose another. */
  readonly remedy: Remedy;
};

/** Those that every tenant has, in the order in which they are offered. */
export const SHIPPED: readonly Category[] = [
  {
    id: 'wrongDataSource',
    label: 'Wrong data source',
    definition: 'It drew on a source that is outdated, incomplete or not meant for this',
    example: 'an offer with prices from last year’s list',
    remedy: 'connector',
  },
  {
    id: 'permissionFailure',
    label: 'Permission failure',
    definition: 'It could not reach what it needs, or it reached what it should not',
    example: 'a folder that stays closed to it although its owner opened it',
    remedy: 'connector',
  },
  {
    id: 'hallucinatedFacts',
    label: 'Hallucinated facts',
    definition: 'It states as a fact what no source says',
    example: 'a delivery date that nobody ever named',
    remedy: 'prompt',
  },
  {
    id: 'policyViolation',
    label: 'Policy violation',
    definition: 'It did or proposed what a rule of ours forbids',
    example: 'a discount that only a manager may give',
    remedy: 'policy',
  },
  {
    id: 'poorSummarization',
    label: 'Poor summarization',
    definition: 'The summary misses, blurs or twists what matters',
    example: 'the summary of a call without the customer’s complaint',
    remedy: 'prompt',
  },
  {
    id: 'incorrectRouting',
    label: 'Incorrect routing',
    definition: 'It went to the wrong person, queue or agent',
    example: 'an invoice question that landed with sales',
    remedy: 'prompt',
  },
];

/**
 * What a report is about that names no agent: an agent, source or workaround that nobody registered. It is no way in which
 * an agent goes wrong, so it is not offered among those; no tenant's category has its id.
 */
export const SHADOW_USE: Category = {
  id: 'shadowUse',
  label: 'Shadow use',
  definition: 'Somebody uses an agent, source or workaround that nobody registered',
  example: 'customer lists pasted into a chatbot of somebody’s own',
  remedy: 'training',
};

/** A category's id: what a counter's cell, an address and a form can all hold. */
export const CATEGORY_ID = /^[a-z][A-Za-z0-9]{1,39}$/;
const MOST_ADDED = 6;
const LONGEST = 120;

/** The shipped categories and a tenant's own behind them; or everything that is wrong with those, a sentence each. */
export function categoriesWith(
  added: readonly Category[],
): Result<readonly Category[], readonly string[]> {
  const mistakes = added.flatMap((category, i) =>
    mistakesIn(category, [SHADOW_USE, ...SHIPPED, ...added.slice(0, i)]),
  );
  if (added.length > MOST_ADDED) mistakes.push(`at most ${MOST_ADDED} categories can be added`);
  return mistakes.length > 0 ? refuse(mistakes) : ok([...SHIPPED, ...added]);
}

function mistakesIn(category: Category, before: readonly Category[]): string[] {
  const { id, label, definition, example, remedy } = category;
  const mistakes: string[] = [];
  if (!CATEGORY_ID.test(id))
    mistakes.push(
      `${quoted(id)}: an id is 2 to 40 letters and digits, beginning with a small letter`,
    );
  if (before.some((one) => one.id === id || one.label === label))
    mistakes.push(`${id}: there is a category of this id or label`);
  for (const [name, text] of Object.entries({ label, definition, example }))
    if (text.trim() === '' || text.length > LONGEST)
      mistakes.push(`${id}: its ${name} needs 1 to ${LONGEST} characters`);
  if (!REMEDIES.includes(remedy))
    mistakes.push(`${id}: its remedy is one of ${REMEDIES.join(', ')}`);
  return mistakes;
}
