import type { BoundName } from './bounds/boundChanges.ts';
import type { Environment, Phase, Tier } from './model.ts';

/** What a badge says for a tier. */
export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  readOnly: 'Read only',
  draftOnly: 'Draft only',
  delegatedAction: 'Delegated action',
};

/** What an agent of a tier may do, after `may` or `wants to`. */
export const TIER_RIGHTS: Readonly<Record<Tier, string>> = {
  readOnly: 'read',
  draftOnly: 'read and prepare drafts',
  delegatedAction: 'read, write and send',
};

export const ENVIRONMENT_NAMES: Readonly<Record<Environment, string>> = {
  dev: 'development',
  pilot: 'pilot',
  production: 'production',
};

/** Phases as they stand after `in`. */
export const PHASE_NAMES: Readonly<Record<Phase, string>> = {
  pilot: 'the pilot phase',
  department: 'the department phase',
  enterprise: 'the enterprise phase',
};

/** What people call each bound. */
export const BOUND_NAMES: Readonly<Record<BoundName, string>> = {
  dataLabels: 'Data labels',
  contentSources: 'Content',
  quota: 'Quota',
  models: 'Models',
  businessGroup: 'Business group',
  retentionClass: 'Retention',
  criticality: 'Criticality',
  expires: 'Expires',
  identities: 'Object ids that act as it',
  scopes: 'Scopes',
  scopeLevel: 'Reach',
  labels: 'Labels',
  environments: 'Environments',
  dataDomains: 'Data domains',
  dataClassification: 'Data classification',
  connection: 'Connection',
  brokeredIdentity: 'Identity',
  vendor: 'Vendor',
  tierCeiling: 'Tier ceiling',
};

/** Names of bounds within a sentence: `data labels, quota`. */
export const boundsInWords = (names: readonly BoundName[]): string =>
  names.map((name) => BOUND_NAMES[name].toLowerCase()).join(', ');
