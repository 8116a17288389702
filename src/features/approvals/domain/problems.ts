import { type Problem, type ProblemCode, problem } from '../../../kernel/problems.ts';
import type { Outcome, Refusal, RefusalCode } from './refusals.ts';
import { refusalSentence, type Words } from './sentences.ts';

/** The problem that the API answers for each refusal. */
export const REFUSAL_PROBLEMS: Readonly<Record<RefusalCode, ProblemCode>> = {
  'unknown-request': 'not-found',
  'too-many-open': 'too-many-open',
  'too-many-withdrawn': 'too-many-withdrawn',
  'no-approver': 'no-approver',
  'unknown-agent': 'not-found',
  'agent-retired': 'denied',
  'unknown-connector': 'not-found',
  'no-capability': 'denied',
  'probation-first': 'probation-first',
  'probation-unbounded': 'denied',
  'above-ceiling': 'denied',
  'policy-denies': 'denied',
  'policy-allows': 'not-needed',
  'not-grantable': 'invalid-body',
  'grant-over': 'expired',
  settling: 'try-again',
  'nothing-to-grant': 'not-needed',
  'nothing-to-promote': 'not-needed',
  'more-than-a-step': 'invalid-body',
  'retest-due': 'denied',
  'agent-moved': 'action-changed',
  'nothing-changes': 'not-needed',
  'bundle-changed': 'policy-changed',
  'bounds-moved': 'action-changed',
  'not-wider': 'not-needed',
  'on-probation': 'probation-first',
  'unknown-person': 'invalid-body',
  'too-long': 'invalid-body',
  'not-to-confirm': 'invalid-body',
  'already-decided': 'already-decided',
  'already-answered': 'already-decided',
  'digest-mismatch': 'digest-mismatch',
  'stale-card': 'digest-mismatch',
  'not-entitled': 'forbidden',
  excluded: 'forbidden',
  'backup-not-yet': 'forbidden',
  held: 'held',
  'outside-window': 'outside-window',
  'gate-not-passed': 'gate-not-passed',
  'step-up-needed': 'step-up-needed',
  'not-requester': 'forbidden',
  'not-approved': 'not-approved',
  'not-its-approver': 'forbidden',
  'undo-too-late': 'too-late',
  'receipt-foreign': 'receipt-invalid',
  'not-its-agent': 'forbidden',
  'already-redeemed': 'already-redeemed',
  'approval-undone': 'approval-undone',
  'approval-void': 'approval-void',
  'agent-paused': 'agent-paused',
  'approval-lapsed': 'expired',
  'receipt-expired': 'expired',
  'action-changed': 'action-changed',
  'connector-revoked': 'connector-revoked',
  'tier-ended': 'tier-ended',
  'policy-changed': 'policy-changed',
};

/** A refusal as a problem document; a decided request says who and when as data too. */
export function refusalProblem(refusal: Refusal, words: Words): Problem {
  const extra = extraOf(refusal);
  const detail = refusalSentence(refusal, words);
  const retryAfter = 'waitMs' in refusal ? { retryAfter: Math.ceil(refusal.waitMs / 1_000) } : {};
  const field = fieldOf(refusal);
  return problem(REFUSAL_PROBLEMS[refusal.code], detail, {
    ...(extra && { extra }),
    ...(field !== undefined && { errors: [{ path: field, message: detail }] }),
    ...retryAfter,
  });
}

/** The field of the body that a refusal is about, where it is bad input. */
function fieldOf(refusal: Refusal): string | undefined {
  if (refusal.code === 'not-grantable' || refusal.code === 'more-than-a-step') return refusal.field;
  if (refusal.code === 'unknown-person') return 'owner';
  if (refusal.code === 'too-long') return 'until';
  return refusal.code === 'not-to-confirm' ? 'confirms' : undefined;
}

function extraOf(refusal: Refusal): Problem['extra'] {
  if ('outcome' in refusal) return decidedExtra(refusal.outcome);
  if ('pause' in refusal) return { pause: refusal.pause };
  if (refusal.code === 'already-redeemed') return { redeemedAt: refusal.at };
  if (refusal.code !== 'no-approver') return undefined;
  return { seat: refusal.seat.kind === 'role' ? refusal.seat.role : refusal.seat.kind };
}

function decidedExtra({ status, decided, afterwards }: Outcome): NonNullable<Problem['extra']> {
  const by = decided.by.kind === 'system' ? {} : { decidedBy: decided.by.id };
  return { status, ...by, decidedAt: decided.at, ...(afterwards && { endedAt: afterwards.at }) };
}
