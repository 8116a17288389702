import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import type { Severity } from './events.ts';
import { isOpen, type Report, SYSTEMIC } from './recurrence.ts';

export const SEVERITY_WEIGHTS: Readonly<Record<Severity, number>> = {
  low: 1,
  medium: 2,
  high: 3,
  critical: 5,
};

/** What a defect's place in the backlog follows from: blocked people × severity × recurrence. */
export interface Priority {
  /** People whose report of it is neither fixed nor ended. */
  readonly blocked: number;
  /** The worst that any of them said. */
  readonly severity: Severity;
  /** Reports within the days that count. */
  readonly recurrence: number;
  readonly value: number;
}

/** What a report counts by. */
type Counted = Pick<Report, 'person' | 'severity' | 'status'>;

const worst = (cases: readonly Counted[]): Severity =>
  cases.reduce<Severity>(
    (so, { severity }) => (SEVERITY_WEIGHTS[severity] > SEVERITY_WEIGHTS[so] ? severity : so),
    'low',
  );

/** The priority of a defect, out of its open reports and of when it was reported. */
export function priorityOf(
  open: readonly Counted[],
  reported: readonly Instant[],
  now: Instant,
): Priority {
  const blocking = open.filter(({ status }) => status !== 'fixed');
  const blocked = new Set(blocking.map(({ person }) => person)).size;
  const severity = worst(blocking.length > 0 ? blocking : open);
  const recurrence = reported.filter((at) => at > plus(now, -SYSTEMIC.days * DAY)).length;
  const value = blocked * SEVERITY_WEIGHTS[severity] * Math.max(1, recurrence);
  return { blocked, severity, recurrence, value };
}

/** When a defect was reported, declined reports left out. */
export const reportedAt = (reports: readonly Report[]): readonly Instant[] =>
  reports.filter(({ status }) => status !== 'declined').map(({ at }) => at);

/** The most that a defect's priority can be until it is reported again: by itself it can only fall, as reports grow old. */
export function mostUrgent(reports: readonly Report[]): number {
  const reported = reportedAt(reports);
  const last = reported.at(-1);
  const open = reports.filter(({ status }) => isOpen(status));
  return last === undefined ? 0 : priorityOf(open, reported, last).value;
}
