import { quoted } from '../../../kernel/quoted.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { FeedbackRefusal } from './decide.ts';
import type { Severity, Status } from './events.ts';

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  low: 'Low: a nuisance',
  medium: 'Medium: it costs time',
  high: 'High: the output cannot be relied on',
  critical: 'Critical: work stands still, or harm was done',
};

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  open: 'open',
  inProgress: 'in progress',
  fixed: 'fixed, to be confirmed',
  confirmed: 'fixed, and confirmed',
  closed: 'fixed, without an answer',
  declined: 'declined',
};

/** Why nothing was changed, as one sentence that says what to do. */
export function refusalSentence(refusal: FeedbackRefusal): string {
  switch (refusal.code) {
    case 'unknown-agent':
      return `There is no agent ${quoted(refusal.agent)}: type agents for those there are.`;
    case 'unknown-category':
      return 'Choose one of the categories.';
    case 'key-reused':
      return 'This Idempotency-Key came before with another body. Use a new key for a new call.';
    case 'unknown-case':
      return `There is no case ${refusal.case} that you may see.`;
    case 'not-allowed':
      return 'Cases are triaged by governance admins, the review board, the owners of the agent and whoever they were given to.';
    case 'changed-meanwhile':
      return `${refusal.case} was changed after you had opened it: look at it as it stands now.`;
    case 'remedy-missing':
      return 'Say what fixed it: a prompt, connector or policy change, or training.';
    case 'note-missing':
      return 'Say to its reporter why nothing will be changed.';
    case 'not-asked':
      return `${refusal.case} is not said to be fixed, so there is nothing to confirm yet.`;
    default:
      return assertNever(refusal);
  }
}
