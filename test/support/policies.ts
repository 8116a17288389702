import { CedarLanguage } from '../../src/adapters/cedar/cedarLanguage.ts';
import { EXAMPLE_DOMAIN } from '../../src/adapters/local/exampleOrganisation.ts';
import { type CheckFiles, checkedBundle } from '../../src/features/policy/checking.ts';
import type { PolicySettings } from '../../src/features/policy/domain/judge.ts';
import { openPolicies, type PolicyParts } from '../../src/features/policy/opening.ts';
import type { PolicyStore } from '../../src/features/policy/store.ts';
import { type Log, silentLog } from '../../src/kernel/log.ts';

export const examplePolicySettings: PolicySettings = {
  acceptedDomains: [EXAMPLE_DOMAIN],
  recipientDomains: {},
};

/** Checks in this thread: quicker than to start one, where time does not matter. */
export const checkHere: CheckFiles = ({ tenant, ...source }) =>
  checkedBundle({ language: new CedarLanguage(silentLog), ...source }, tenant);

/** A store of its own, with the shipped policy loaded. */
export const freshPolicies = (
  settings = examplePolicySettings,
  { log = silentLog, check = checkHere }: Partial<Pick<PolicyParts, 'log' | 'check'>> = {},
): Promise<PolicyStore> => openPolicies({ language: new CedarLanguage(log), settings, check, log });

let opened: Promise<PolicyStore> | undefined;

/** The shipped policy, loaded once for all the houses of a test file. */
export function policies(log: Log): Promise<PolicyStore> {
  opened ??= freshPolicies(examplePolicySettings, { log });
  return opened;
}
