import { type DerivedRow, type Entity, keyNumber, rowKey } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type DefectEvent, type EventData, isDefectEvent } from './events.ts';
import { isOpen, type Report, SYSTEMIC } from './recurrence.ts';
import { mostUrgent, reportedAt } from './urgency.ts';

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

const triaged = (
  { owner: _owner, remedy: _remedy, ...report }: Report,
  { status, owner, remedy }: EventData<'feedback-triaged'>,
): Report => ({ ...report, status, ...(owner && { owner }), ...(remedy && { remedy }) });

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
      return reports.map((report) =>
        report.case === event.data.case ? triaged(report, event.data) : report,
      );
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

/** `FS|<priority, counted down>|<since when>|<defect>`: defects with an open case, the most pressing first; each row's value is a `DefectLine`. */
export const DEFECT_PREFIX = 'FS|';
/** `FY|`: those of them that are systemic; each row's value is a `SystemicLine`. */
export const SYSTEMIC_PREFIX = 'FY|';

/** Enough to say how often a defect came back, without reading its cases. */
export type SystemicLine = {
  readonly defect: string;
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
  readonly systemicSince?: Instant;
  /** When it was reported, declined reports left out. */
  readonly reported: readonly Instant[];
};

/** Enough to put a defect in its place, and to say who may read which of its cases. */
export type DefectLine = SystemicLine & {
  /** Those that are open, the oldest first. */
  readonly open: readonly Report[];
};

const MOST_PRESSING = 999_999_999_999_999;

/** By what a defect's priority was when it was reported last, the older of equals first. */
const pressingKey = (reports: readonly Report[], since: Instant, id: string): string =>
  rowKey('FS', keyNumber(MOST_PRESSING - mostUrgent(reports)), since.replaceAll(/[-:.]/g, ''), id);

function rows(state: DefectState, id: string): readonly DerivedRow[] {
  const { reports, ...rest } = state;
  const open = reports.filter(({ status }) => isOpen(status));
  const [oldest] = open;
  if (oldest === undefined) return [];
  const line: SystemicLine = { ...rest, defect: id, reported: reportedAt(reports) };
  const pressing: DefectLine = { ...line, open };
  const row = { key: pressingKey(reports, oldest.at, id), value: pressing };
  return state.systemicSince === undefined ? [row] : [row, { key: rowKey('FY', id), value: line }];
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
