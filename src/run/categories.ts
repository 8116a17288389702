import type { SetCategory } from '../config/categories.ts';
import type { Mistakes } from '../config/config.ts';
import { type Category, categoriesWith, REMEDIES } from '../features/feedback/domain/categories.ts';

/** What is wrong with the categories that a tenant adds, a sentence each. */
export function categoryMistakes(set: readonly SetCategory[]): Mistakes {
  const all = categoriesWith(set.map((one) => ({ ...one, remedy: remedyOf(one) ?? NONE })));
  return all.ok ? [] : all.refusal.map((words) => `FEEDBACK_CATEGORIES: ${words}.`);
}

/** The categories as the product knows them; those with mistakes are left out. */
export const addedCategories = (set: readonly SetCategory[]): readonly Category[] =>
  set.flatMap((one) => {
    const remedy = remedyOf(one);
    return remedy === undefined ? [] : [{ ...one, remedy }];
  });

/** No remedy of ours, so that the rules say so. */
const NONE = '' as Category['remedy'];

const remedyOf = ({ remedy }: SetCategory) => REMEDIES.find((one) => one === remedy);
