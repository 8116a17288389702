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
