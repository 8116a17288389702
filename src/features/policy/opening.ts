import type { Log } from '../../kernel/log.ts';
import type { Json } from '../../ledger/canonical.ts';
import type { PolicySettings } from './domain/judge.ts';
import { readShipped } from './files.ts';
import type { PolicyLanguage } from './language.ts';
import { PolicyStore } from './store.ts';

/** What of a tenant's settings decides what is allowed, as part of a bundle's hash. */
export const settingsOf = ({
  acceptedDomains,
  recipientDomains,
  officeHours,
  stepUpFor = [],
}: PolicySettings): Json => ({
  acceptedDomains: acceptedDomains.toSorted(),
  stepUpFor: stepUpFor.toSorted(),
  recipientDomains: Object.fromEntries(
    Object.entries(recipientDomains).map(([kind, domains]) => [kind, domains.toSorted()]),
  ),
  ...(officeHours && { officeHours: { ...officeHours } }),
});

/** Opens the policies of a server with the shipped rules. Where they do not load, the log says why and everything is denied. */
export async function openPolicies(
  language: PolicyLanguage,
  settings: PolicySettings,
  log: Log,
): Promise<PolicyStore> {
  const store = new PolicyStore(
    { language, shipped: await readShipped(), settings: settingsOf(settings) },
    log,
  );
  await store.load([]);
  return store;
}
