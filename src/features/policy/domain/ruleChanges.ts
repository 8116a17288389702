import { canonicalJson } from '../../../ledger/canonical.ts';
import type { Policies } from './bundle.ts';

/** Which policies a candidate adds, takes away or has otherwise, by id. */
export interface RuleChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export function ruleChanges(before: Policies, after: Policies): RuleChanges {
  const missingIn = (policies: Policies, others: Policies): readonly string[] =>
    [...others.keys()].filter((id) => !policies.has(id)).toSorted();
  return {
    added: missingIn(before, after),
    removed: missingIn(after, before),
    changed: [...after.values()]
      .filter(({ id, json }) => {
        const was = before.get(id);
        return was !== undefined && canonicalJson(was.json) !== canonicalJson(json);
      })
      .map(({ id }) => id)
      .toSorted(),
  };
}
