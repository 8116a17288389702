import type { Log } from '../../kernel/log.ts';
import type { PolicySettings } from './domain/judge.ts';
import type { PolicyLanguage } from './language.ts';
import { PolicyStore } from './store.ts';

/** Opens the policies of a server and loads them once. Where they do not load, the log says why and everything is denied. */
export async function openPolicies(
  language: PolicyLanguage,
  settings: PolicySettings,
  own: { readonly tenantFolder?: string | undefined; readonly log: Log },
): Promise<PolicyStore> {
  const { acceptedDomains, recipientDomains } = settings;
  const store = new PolicyStore(
    {
      language,
      tenantFolder: own.tenantFolder,
      settings: { acceptedDomains, recipientDomains },
    },
    own.log,
  );
  await store.load();
  return store;
}
