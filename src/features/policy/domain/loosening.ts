import { canonicalJson } from '../../../ledger/canonical.ts';
import type { Policies } from './bundle.ts';

/** A bundle, as far as it matters here. */
interface Rules {
  readonly policies: Policies;
  readonly files: readonly { readonly name: string; readonly tenant: boolean }[];
}

/** What a tenant had added and would be gone or different, each in a sentence. Empty: the new rules only tighten the tenant's. */
export function loosened(before: Rules, after: Rules): readonly string[] {
  const tenants = new Set(before.files.filter(({ tenant }) => tenant).map(({ name }) => name));
  return [...before.policies.values()]
    .filter(({ file }) => tenants.has(file))
    .flatMap(({ id, json }) => {
      const kept = after.policies.get(id);
      if (kept === undefined)
        return [`The policy ${id} would be gone: the board has to adopt that.`];
      return canonicalJson(kept.json) === canonicalJson(json)
        ? []
        : [`The policy ${id} would be another: the board has to adopt that.`];
    });
}
