import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import type { CaseLine } from './cases.ts';
import { type DefectLine, type DefectState, reportedAt } from './defects.ts';
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

/** A defect with its open cases, the oldest first. */
export interface BacklogItem {
  readonly defect: string;
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
  readonly systemicSince?: Instant;
  readonly cases: readonly CaseLine[];
  readonly priority: Priority;
}

/** What a report counts by. */
type Counted = Pick<Report, 'person' | 'severity' | 'status'>;

const worst = (cases: readonly Counted[]): Severity =>
  cases.reduce<Severity>(
    (so, { severity }) => (SEVERITY_WEIGHTS[severity] > SEVERITY_WEIGHTS[so] ? severity : so),
    'low',
  );

function priorityOf(
  cases: readonly Counted[],
  reported: readonly Instant[],
  now: Instant,
): Priority {
  const blocking = cases.filter(({ status }) => status !== 'fixed');
  const blocked = new Set(blocking.map(({ person }) => person)).size;
  const severity = worst(blocking.length > 0 ? blocking : cases);
  const recurrence = reported.filter((at) => at > plus(now, -SYSTEMIC.days * DAY)).length;
  const value = blocked * SEVERITY_WEIGHTS[severity] * Math.max(1, recurrence);
  return { blocked, severity, recurrence, value };
}

/** The priority of one defect, out of its own state; undefined where no case of it is open. */
export function priorityNow(state: DefectState, now: Instant): Priority | undefined {
  const open = state.reports.filter(({ status }) => isOpen(status));
  return open.length === 0 ? undefined : priorityOf(open, reportedAt(state), now);
}

/** Open cases and what is known of their defects → the backlog, the most pressing first; equal ones, the oldest first. */
export function backlogOf(
  lines: readonly CaseLine[],
  known: readonly DefectLine[],
  now: Instant,
): readonly BacklogItem[] {
  const lineOf = new Map(known.map((line) => [line.defect, line]));
  return [...Map.groupBy(lines, ({ defect }) => defect).values()]
    .flatMap((group) => itemsOf(group, lineOf, now))
    .toSorted((a, b) => b.priority.value - a.priority.value || compare(firstOf(a), firstOf(b)));
}

/** The one item of the cases of one defect. */
function itemsOf(
  group: readonly CaseLine[],
  lineOf: ReadonlyMap<string, DefectLine>,
  now: Instant,
): readonly BacklogItem[] {
  const cases = group.toSorted((a, b) => compare(a.at, b.at) || numberOf(a) - numberOf(b));
  return cases.slice(0, 1).map(({ defect, agent, workflow, category }) => {
    const line = lineOf.get(defect);
    const priority = priorityOf(cases, line?.reported ?? [], now);
    const since = line?.systemicSince;
    const item = { defect, agent, workflow, category, cases, priority };
    return since === undefined ? item : { ...item, systemicSince: since };
  });
}

const firstOf = ({ cases }: BacklogItem): string => cases[0]?.at ?? '';
const numberOf = ({ id }: CaseLine): number => Number(id.slice(2));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
