import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { FileText } from './domain/active.ts';
import { type Against, type Bundle, type BundleSource, bundleOf } from './loading.ts';
import { reasonOf } from './reasonOf.ts';
import { tryCases } from './trying.ts';

/** What a bundle is made of and checked with: all of it plain data. */
export interface CheckingJob extends Omit<BundleSource, 'language'> {
  readonly tenant: readonly FileText[];
}

/** All that is asked of files before they may be in force. Never throws; takes seconds with the longest files. */
export type CheckFiles = (job: CheckingJob) => Promise<Result<Bundle, Against>>;

/** Reads, checks and tries every case. `source.language` loses what lies in its slot A. */
export async function checkedBundle(
  source: BundleSource,
  tenant: readonly FileText[],
): Promise<Result<Bundle, Against>> {
  const made = await bundleOf(source, tenant);
  if (!made.ok) return made;
  const failing = whatStopped(() => tryCases(source.language, made.value, 'A'));
  return failing.length > 0 ? refuse(failing) : ok(made.value);
}

/** What an attempt says, or why the engine would not take it. */
export function whatStopped(attempt: () => Against): Against {
  try {
    return attempt();
  } catch (error) {
    return [`The engine does not take it: ${reasonOf(error)}.`];
  }
}
