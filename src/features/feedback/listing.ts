import { agents } from '../registry/domain/fold.ts';
import { ofDefect } from './backlog.ts';
import type { FeedbackDeps } from './deps.ts';
import type { Status } from './domain/events.ts';
import { isOpen } from './domain/recurrence.ts';
import { mayRead, mayReadOthers, type Who } from './domain/rights.ts';
import { type IsWanted, newestLines, pressingLines } from './lines.ts';
import { namer, type ShownCase, showCase, wholeCase } from './showing.ts';

export interface Wanted {
  readonly status?: Status | undefined;
  readonly agentId?: string | undefined;
  readonly category?: string | undefined;
  readonly order: 'priority' | 'newest';
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Listed {
  readonly items: readonly ShownCase[];
  readonly next?: string;
}

/** Cases that a reader may see: without a status the open ones. What has ended has no priority: it is given the newest first. */
export async function listCases(deps: FeedbackDeps, wanted: Wanted, who: Who): Promise<Listed> {
  const { ledger, clock } = deps;
  const view = await ledger.view();
  const peopleOf = (agent: string) => view.get(agents, agent)?.people;
  const isWanted: IsWanted = ({ agent, category, person, owner, status }) =>
    (wanted.status === undefined || status === wanted.status) &&
    (wanted.agentId === undefined || agent === wanted.agentId) &&
    (wanted.category === undefined || category === wanted.category) &&
    mayRead(who, { person, ...(owner && { owner }) }, peopleOf(agent));
  const hasEnded = wanted.status !== undefined && !isOpen(wanted.status);
  const { lines, next } =
    hasEnded || wanted.order === 'newest'
      ? await newestLines(ledger.reads, wanted, isWanted)
      : await pressingLines(ledger.reads, { ...wanted, now: clock.now() }, isWanted);
  const named = namer(deps);
  const shown = await Promise.all(
    lines.map(async ({ id, agent, of }) => {
      const state = await wholeCase(deps, id);
      if (!state) return [];
      const known = hasEnded || !mayReadOthers(who, peopleOf(agent)) ? {} : of;
      return [await showCase(state, known ?? (await ofDefect(deps, state)), named)];
    }),
  );
  return { items: shown.flat(), ...(next !== undefined && { next }) };
}
