import type { Standard } from './events.ts';

/** What an agent differs from, in the middle of a sentence. */
export const STANDARD_WORDS: Readonly<Record<Standard, string>> = {
  quota: 'quotas',
  contentSources: 'content sources',
  labels: 'labels',
  businessHours: 'business hours',
  mailboxWideScope: 'mailbox-wide scopes',
  releaseWindow: 'release windows',
  enterpriseGate: 'the enterprise gate',
  retention: 'retention',
  ownership: 'ownership',
};
