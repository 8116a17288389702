import type { Instant } from '../../kernel/instant.ts';
import type { Reads } from '../../kernel/ledger.ts';
import { type OfDefect, pressing, readCases } from './backlog.ts';
import { type CaseLine, caseKey } from './domain/cases.ts';
import { STATUSES, type Status } from './domain/events.ts';
import type { BacklogItem } from './domain/priority.ts';
import { isOpen } from './domain/recurrence.ts';

/** What decides whether a case is in a list. */
export type IsWanted = (
  line: Pick<CaseLine, 'agent' | 'category' | 'person' | 'status' | 'owner'>,
) => boolean;

/** A case of a list, and what its defect adds to it. */
export interface Line {
  readonly id: string;
  readonly agent: string;
  /** Absent: it has to be looked up. */
  readonly of?: OfDefect;
}

interface Lines {
  readonly lines: readonly Line[];
  /** Where the next page goes on. */
  readonly next?: string;
}

/** Stretches of the backlog, and rows of a status, that one call looks through: a page may be short, and `next` goes on. */
const MOST_STRETCHES = 4;
const MOST_ROWS = 2_000;

interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Open cases, those of the most pressing defect first. */
export async function pressingLines(
  reads: Reads,
  { after = '~', limit, now }: Page & { readonly now: Instant },
  isWanted: IsWanted,
): Promise<Lines> {
  let [stretch = '', last = ''] = after.split('~');
  const lines: Line[] = [];
  for (let seen = 0; seen < MOST_STRETCHES; seen += 1) {
    const { items, next } = await pressing(reads, stretch === '' ? undefined : stretch, now);
    const all = items.flatMap(casesOf);
    const rest = all.slice(all.findIndex(({ id }) => id === last) + 1).filter(isWanted);
    const taken = rest.slice(0, limit - lines.length);
    lines.push(...taken);
    last = taken.at(-1)?.id ?? '';
    if (taken.length < rest.length) return { lines, next: `${stretch}~${last}` };
    if (next === undefined) return { lines };
    [stretch, last] = [next, ''];
    if (lines.length === limit) break;
  }
  return { lines, next: `${stretch}~` };
}

const casesOf = ({ cases, agent, category, priority, systemicSince }: BacklogItem) =>
  cases.map((one) => ({
    ...one,
    agent,
    category,
    of: { priority, ...(systemicSince && { systemicSince }) },
  }));

/** Cases of one status, or all open ones, the newest first. */
export async function newestLines(
  reads: Reads,
  { status, after, limit }: Page & { readonly status?: Status | undefined },
  isWanted: IsWanted,
): Promise<Lines> {
  const statuses = status === undefined ? STATUSES.filter(isOpen) : [status];
  const lines: Line[] = [];
  let last = after;
  for (let seen = 0; seen < MOST_ROWS; ) {
    const { cases, isLast } = await merged(reads, { statuses, after: last, limit });
    for (const [i, line] of cases.entries()) {
      if (isWanted(line)) lines.push(line);
      last = line.id;
      const isMore = i < cases.length - 1 || !isLast;
      if (lines.length === limit) return isMore ? { lines, next: last } : { lines };
    }
    if (isLast) return { lines };
    seen += Math.max(1, cases.length);
  }
  return last === undefined ? { lines } : { lines, next: last };
}

/** The next cases of several statuses, as far as all of them have been read. */
async function merged(
  reads: Reads,
  { statuses, after, limit }: Page & { readonly statuses: readonly Status[] },
): Promise<{ readonly cases: readonly CaseLine[]; readonly isLast: boolean }> {
  const pages = await Promise.all(
    statuses.map((one) =>
      readCases(reads, one, {
        limit,
        ...(after !== undefined && { after: caseKey(one, after) }),
      }),
    ),
  );
  const going = pages.filter(({ next }) => next !== undefined);
  const read = Math.max(0, ...going.map(({ items }) => numberOf(items.at(-1))));
  const cases = pages
    .flatMap(({ items }) => items)
    .filter((line) => numberOf(line) >= read)
    .toSorted((a, b) => numberOf(b) - numberOf(a));
  return { cases, isLast: going.length === 0 };
}

const numberOf = (line: Pick<CaseLine, 'id'> | undefined): number => Number(line?.id.slice(2) ?? 0);
