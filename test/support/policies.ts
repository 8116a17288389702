import { CedarLanguage } from '../../src/adapters/cedar/cedarLanguage.ts';
import { EXAMPLE_DOMAIN } from '../../src/adapters/local/exampleOrganisation.ts';
import type { PolicySettings } from '../../src/features/policy/domain/judge.ts';
import { openPolicies } from '../../src/features/policy/opening.ts';
import type { PolicyStore } from '../../src/features/policy/store.ts';
import type { Log } from '../../src/kernel/log.ts';

export const examplePolicySettings: PolicySettings = {
  acceptedDomains: [EXAMPLE_DOMAIN],
  recipientDomains: {},
};

let opened: Promise<PolicyStore> | undefined;

/** The shipped policy, loaded once for all the houses of a test file. */
export function policies(log: Log): Promise<PolicyStore> {
  opened ??= openPolicies(new CedarLanguage(log), examplePolicySettings, log);
  return opened;
}
