import type { Clock, Instant } from '../../kernel/instant.ts';
import type { Ledger, Reads } from '../../kernel/ledger.ts';
import { type CaseLine, type CaseState, statusPrefix } from './domain/cases.ts';
import { DEFECT_PREFIX, type DefectLine, defects } from './domain/defects.ts';
import { STATUSES, type Status } from './domain/events.ts';
import { type BacklogItem, backlogOf, type Priority, priorityNow } from './domain/priority.ts';
import { isOpen } from './domain/recurrence.ts';

const PAGE = 1_000;
/** Open cases that are looked at: beyond them a list by priority helps nobody. */
const MOST = 10_000;

const OPEN: readonly Status[] = STATUSES.filter(isOpen);

async function allRows<T>(reads: Reads, prefix: string): Promise<readonly T[]> {
  const all: T[] = [];
  for (let after: string | undefined; all.length < MOST; ) {
    const page = await reads.rows(prefix, { limit: PAGE, ...(after !== undefined && { after }) });
    // Rows below our prefixes are derived by our own entities.
    all.push(...page.items.map(({ value }) => value as T));
    if (page.next === undefined) return all;
    after = page.next;
  }
  return all;
}

/** Every open defect with its open cases, the most pressing first. */
export async function readBacklog(reads: Reads, now: Instant): Promise<readonly BacklogItem[]> {
  const [known, ...lines] = await Promise.all([
    allRows<DefectLine>(reads, DEFECT_PREFIX),
    ...OPEN.map((status) => allRows<CaseLine>(reads, statusPrefix(status))),
  ]);
  return backlogOf(lines.flat(), known, now);
}

/** Cases of one status, the newest first, page by page. */
export async function readCases(
  reads: Reads,
  status: Status,
  options: { readonly after?: string; readonly limit: number },
): Promise<{ readonly items: readonly CaseLine[]; readonly next?: string }> {
  const page = await reads.rows(statusPrefix(status), options);
  const items = page.items.map(({ value }) => value as CaseLine);
  return page.next === undefined ? { items } : { items, next: page.next };
}

/** What a case's defect adds to it. */
export interface OfDefect {
  readonly priority?: Priority;
  readonly systemicSince?: Instant;
}

/** How a case's defect stands: its priority while a case of it is open, and since when it is systemic. */
export async function ofDefect(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  { defect }: Pick<CaseState, 'defect'>,
): Promise<OfDefect> {
  const state = await ledger.reads.get(defects, defect);
  const priority = state && priorityNow(state, clock.now());
  const since = state?.systemicSince;
  return { ...(priority && { priority }), ...(since !== undefined && { systemicSince: since }) };
}
