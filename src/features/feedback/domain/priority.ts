import type { Instant } from '../../../kernel/instant.ts';
import type { DefectLine, DefectState } from './defects.ts';
import { isOpen, type Report } from './recurrence.ts';
import { type Priority, priorityOf, reportedAt } from './urgency.ts';

/** An open case as the backlog knows it. */
export type BacklogCase = Omit<Report, 'case'> & { readonly id: string };

/** A defect with its open cases, the oldest first. */
export interface BacklogItem {
  readonly defect: string;
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
  readonly systemicSince?: Instant;
  readonly cases: readonly BacklogCase[];
  readonly priority: Priority;
}

/** The priority of one defect, out of its own state; undefined where no case of it is open. */
export function priorityNow({ reports }: DefectState, now: Instant): Priority | undefined {
  const open = reports.filter(({ status }) => isOpen(status));
  return open.length === 0 ? undefined : priorityOf(open, reportedAt(reports), now);
}

/** Defects with an open case → the backlog, the most pressing first; equal ones, the oldest first. */
export const backlogOf = (lines: readonly DefectLine[], now: Instant): readonly BacklogItem[] =>
  lines
    .map((line) => itemOf(line, now))
    .toSorted(
      (a, b) =>
        b.priority.value - a.priority.value ||
        compare(firstOf(a), firstOf(b)) ||
        compare(a.defect, b.defect),
    );

function itemOf({ open, reported, ...about }: DefectLine, now: Instant): BacklogItem {
  const cases = open
    .map(({ case: id, ...report }): BacklogCase => ({ ...report, id }))
    .toSorted((a, b) => compare(a.at, b.at) || numberOf(a) - numberOf(b));
  return { ...about, cases, priority: priorityOf(open, reported, now) };
}

const firstOf = ({ cases }: BacklogItem): string => cases[0]?.at ?? '';
const numberOf = ({ id }: BacklogCase): number => Number(id.slice(2));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
