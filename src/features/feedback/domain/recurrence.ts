import { DAY, type Instant, plus } from '../../../kernel/instant.ts';
import type { PersonId } from '../../../kernel/people.ts';
import { canonicalJson } from '../../../ledger/canonical.ts';
import { sha256 } from '../../../ledger/hash.ts';
import type { Remedy } from './categories.ts';
import type { Severity, Status } from './events.ts';

/** From when on reports of one defect are no mistakes here and there. */
export interface Threshold {
  readonly reports: number;
  readonly people: number;
  readonly days: number;
}

/** The table: so many reports by so many different people within so many days. */
export const SYSTEMIC: Threshold = { reports: 3, people: 2, days: 28 };

/** A report as its defect remembers it. */
export type Report = {
  readonly case: string;
  readonly person: PersonId;
  readonly at: Instant;
  readonly severity: Severity;
  readonly status: Status;
  /** Whose hands its case is in. */
  readonly owner?: PersonId;
  readonly remedy?: Remedy;
};

export interface Recurrence {
  readonly reports: number;
  readonly people: number;
}

const ENDED: readonly Status[] = ['confirmed', 'closed', 'declined'];
export const isOpen = (status: Status): boolean => !ENDED.includes(status);

/** What was declined was no defect, and counts for nothing. */
const counts = ({ status, at }: Report, now: Instant, { days }: Threshold): boolean =>
  status !== 'declined' && at > plus(now, -days * DAY);

/** How often a defect was reported in the days before `now`, and by how many people. */
export function recurrenceOf(
  reports: readonly Report[],
  now: Instant,
  threshold: Threshold = SYSTEMIC,
): Recurrence {
  const recent = reports.filter((report) => counts(report, now, threshold));
  return { reports: recent.length, people: new Set(recent.map(({ person }) => person)).size };
}

/** Whether so much recurrence is systemic. */
export const isSystemic = (found: Recurrence, threshold: Threshold = SYSTEMIC): boolean =>
  found.reports >= threshold.reports && found.people >= threshold.people;

/** A workflow's name as it is compared: people write the same one with other capitals and blanks. */
export const workflowName = (typed: string): string =>
  typed.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

export interface DefectKey {
  readonly agent: string;
  readonly workflow: string;
  readonly category: string;
}

/** One agent, workflow and category → 32 hex digits. */
export const defectId = ({ agent, workflow, category }: DefectKey): string =>
  sha256(canonicalJson([agent, workflow, category])).slice(0, 32);
