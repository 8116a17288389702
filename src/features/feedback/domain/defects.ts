import { type DerivedRow, type Entity, rowKey } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type DefectEvent, type EventData, isDefectEvent } from './events.ts';
import { isOpen, type Report, SYSTEMIC } from './recurrence.ts';

/** What several reports have in common: agent, workflow and category. */
export type DefectState = {
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
  /** The newest last; those that have ended fall out after the days that count. */
  readonly reports: readonly Report[];
  readonly systemicSince?: Instant;
};

/** Reports that a defect remembers at most; beyond them the oldest are forgotten here, and stay cases. */
const REMEMBERED = 500;

const remembered = (reports: readonly Report[], now: Instant): readonly Report[] =>
  reports
    .filter(({ status, at }) => isOpen(status) || at > plus(now, -SYSTEMIC.days * DAY))
    .slice(-REMEMBERED);

const reportOf = (
  { case: id, person, severity }: EventData<'feedback-reported'>,
  at: Instant,
): Report => ({ case: id, person, at, severity, status: 'open' });

/** The reports of a defect after a further event about one of them. */
export function reportsAfter(
  reports: readonly Report[],
  event: DefectEvent,
  at: Instant,
): readonly Report[] {
  switch (event.type) {
    case 'feedback-reported':
      return [...reports, reportOf(event.data, at)];
    case 'feedback-triaged':
    case 'feedback-answered':
    case 'feedback-lapsed': {
      const { case: id, status } = event.data;
      return reports.map((report) => (report.case === id ? { ...report, status } : report));
    }
    case 'defect-flagged':
    case 'defect-cleared':
      return reports;
    default:
      return assertNever(event);
  }
}

function evolve(state: DefectState | undefined, event: Recorded<DefectEvent>): DefectState {
  const { agent, workflow, category } = event.data;
  const reports = remembered(reportsAfter(state?.reports ?? [], event, event.at), event.at);
  const since = sinceAfter(state?.systemicSince, event);
  return { agent, workflow, category, reports, ...(since && { systemicSince: since }) };
}

function sinceAfter(since: Instant | undefined, event: Recorded<DefectEvent>): Instant | undefined {
  if (event.type === 'defect-flagged') return event.at;
  return event.type === 'defect-cleared' ? undefined : since;
}

/** `FS|`: defects with an open case; each row's value is a `DefectLine`. */
export const DEFECT_PREFIX = 'FS|';
/** `FY|`: those of them that are systemic. */
export const SYSTEMIC_PREFIX = 'FY|';

/** Enough to say how often a defect came back, without reading its cases. */
export type DefectLine = {
  readonly defect: string;
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
  readonly systemicSince?: Instant;
  /** When it was reported, declined reports left out. */
  readonly reported: readonly Instant[];
};

/** When a defect was reported, declined reports left out. */
export const reportedAt = ({ reports }: DefectState): readonly Instant[] =>
  reports.filter(({ status }) => status !== 'declined').map(({ at }) => at);

function rows(state: DefectState, id: string): readonly DerivedRow[] {
  const { reports, ...rest } = state;
  if (!reports.some(({ status }) => isOpen(status))) return [];
  const value: DefectLine = { ...rest, defect: id, reported: reportedAt(state) };
  const open = { key: rowKey('FS', id), value };
  return state.systemicSince === undefined ? [open] : [open, { key: rowKey('FY', id), value }];
}

/** Every defect, by the hash of what its reports have in common. */
export const defects: Entity<DefectState, DefectEvent> = {
  kind: 'defect',
  prefix: 'FD',
  cached: false,
  idsOf: (event) => (isDefectEvent(event) ? [event.data.defect] : []),
  evolve,
  rows,
};
