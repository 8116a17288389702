import type { Json } from '../../ledger/canonical.ts';
import type { PolicySettings } from './domain/judge.ts';
import { readShipped } from './files.ts';
import { PolicyStore, type StoreParts } from './store.ts';

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

/** What the policies of a server are opened with. */
export interface PolicyParts extends Pick<StoreParts, 'language' | 'check' | 'log'> {
  readonly settings: PolicySettings;
}

/** Opens the policies of a server with the shipped rules. Where they do not load, the log says why and everything is denied. */
export async function openPolicies({ settings, ...parts }: PolicyParts): Promise<PolicyStore> {
  const shipped = await readShipped();
  const store = new PolicyStore({ ...parts, shipped, settings: settingsOf(settings) });
  await store.load([]);
  return store;
}
