import type { Clock, Instant } from '../../kernel/instant.ts';
import type { Ledger, Page, Reads } from '../../kernel/ledger.ts';
import { type CaseLine, type CaseState, statusPrefix } from './domain/cases.ts';
import { DEFECT_PREFIX, type DefectLine, defects } from './domain/defects.ts';
import type { Status } from './domain/events.ts';
import { type BacklogItem, backlogOf, priorityNow } from './domain/priority.ts';
import type { Priority } from './domain/urgency.ts';

/** Defects that are put in order together: their rows stand by what was most pressing when each was reported last. */
const WINDOW = 500;
/** Defects that a whole backlog has at most: beyond them one by priority helps nobody. */
const MOST = 10_000;

/** A stretch of the backlog: what follows a row, the most pressing first. */
export async function pressing(
  reads: Reads,
  after: string | undefined,
  now: Instant,
): Promise<Page<BacklogItem>> {
  const page = await reads.rows(DEFECT_PREFIX, {
    limit: WINDOW,
    ...(after !== undefined && { after: `${DEFECT_PREFIX}${after}` }),
  });
  // Rows below our prefix are derived by our own entity.
  const items = backlogOf(
    page.items.map(({ value }) => value as DefectLine),
    now,
  );
  return page.next === undefined
    ? { items }
    : { items, next: page.next.slice(DEFECT_PREFIX.length) };
}

/** Every open defect with its open cases, the most pressing first. */
export async function readBacklog(reads: Reads, now: Instant): Promise<readonly BacklogItem[]> {
  const all: BacklogItem[] = [];
  for (let after: string | undefined; all.length < MOST; ) {
    const page = await pressing(reads, after, now);
    all.push(...page.items);
    if (page.next === undefined) break;
    after = page.next;
  }
  return all.toSorted((a, b) => b.priority.value - a.priority.value);
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
