import { agents } from '../registry/domain/fold.ts';
import { type OfDefect, readBacklog, readCases } from './backlog.ts';
import type { FeedbackDeps } from './deps.ts';
import type { CaseLine } from './domain/cases.ts';
import type { Status } from './domain/events.ts';
import { isOpen } from './domain/recurrence.ts';
import { mayRead, mayReadOthers, type Who } from './domain/rights.ts';
import { namer, type ShownCase, showCase, wholeCase } from './showing.ts';

export interface Wanted {
  readonly status?: Status | undefined;
  readonly agentId?: string | undefined;
  readonly category?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Listed {
  readonly items: readonly ShownCase[];
  readonly next?: string;
}

type Line = CaseLine & OfDefect;

/** Cases that a reader may see: without a status the open ones by priority, with an ended one the newest first. */
export async function listCases(deps: FeedbackDeps, wanted: Wanted, who: Who): Promise<Listed> {
  const view = await deps.ledger.view();
  const peopleOf = (agent: string) => view.get(agents, agent)?.people;
  const isWanted = (line: CaseLine): boolean =>
    (wanted.status === undefined || line.status === wanted.status) &&
    (wanted.agentId === undefined || line.agent === wanted.agentId) &&
    (wanted.category === undefined || line.category === wanted.category) &&
    mayRead(who, line, peopleOf(line.agent));
  const { status } = wanted;
  const { lines, next } =
    status === undefined || isOpen(status)
      ? await openLines(deps, wanted, isWanted)
      : await endedLines(deps, { ...wanted, status }, isWanted);
  const named = namer(deps);
  const shown = await Promise.all(
    lines.map(async (line) => {
      const state = await wholeCase(deps, line.id);
      const defect = mayReadOthers(who, peopleOf(line.agent)) ? line : {};
      return state ? [await showCase(state, defect, named)] : [];
    }),
  );
  return { items: shown.flat(), ...(next !== undefined && { next }) };
}

interface Lines {
  readonly lines: readonly Line[];
  readonly next?: string | undefined;
}

/** By priority; the cursor is the last case given. */
async function openLines(
  { ledger, clock }: FeedbackDeps,
  { after, limit }: Wanted,
  isWanted: (line: CaseLine) => boolean,
): Promise<Lines> {
  const backlog = await readBacklog(ledger.reads, clock.now());
  const all = backlog
    .flatMap(({ cases, priority, systemicSince }) =>
      cases.map((line): Line => ({ ...line, priority, ...(systemicSince && { systemicSince }) })),
    )
    .filter(isWanted);
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const lines = all.slice(from, from + limit);
  return { lines, next: from + limit < all.length ? lines.at(-1)?.id : undefined };
}

const PAGE = 200;
/** Rows of an ended status that one call looks through. */
const MOST = 2_000;

/** The newest first; the cursor is a row's key. */
async function endedLines(
  { ledger }: FeedbackDeps,
  { status, after, limit }: Wanted & { readonly status: Status },
  isWanted: (line: CaseLine) => boolean,
): Promise<Lines> {
  const lines: CaseLine[] = [];
  let cursor = after;
  for (let seen = 0; seen < MOST && lines.length < limit; seen += PAGE) {
    const size = Math.min(PAGE, limit - lines.length);
    const page = await readCases(ledger.reads, status, {
      limit: size,
      ...(cursor !== undefined && { after: cursor }),
    });
    lines.push(...page.items.filter(isWanted));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return { lines, next: cursor };
}
