import { CedarLanguage } from '../../../src/adapters/cedar/cedarLanguage.ts';
import type { FileText } from '../../../src/features/policy/domain/active.ts';
import { readShipped } from '../../../src/features/policy/files.ts';
import { type Bundle, type BundleSource, bundleOf } from '../../../src/features/policy/loading.ts';
import { silentLog } from '../../../src/kernel/log.ts';

export const language = new CedarLanguage(silentLog);

export const source = async (): Promise<BundleSource> => ({
  language,
  shipped: await readShipped(),
  settings: {},
});

/** The shipped bundle, with these files of a tenant; throws what speaks against it. */
export async function shippedBundle(tenant: readonly FileText[] = []): Promise<Bundle> {
  const made = await bundleOf(await source(), tenant);
  if (!made.ok) throw new TypeError(made.refusal.join('\n'));
  return made.value;
}

/** What speaks against the shipped bundle with these files of a tenant. */
export async function against(tenant: readonly FileText[]): Promise<readonly string[]> {
  const made = await bundleOf(await source(), tenant);
  return made.ok ? [] : made.refusal;
}
