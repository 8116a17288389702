import { isBefore, millisecondsBetween, plus } from '../../kernel/instant.ts';
import type { Page } from '../../kernel/ledger.ts';
import { argument, type Job, type JobOutcome } from '../../kernel/outbox.ts';
import type { PersonId } from '../../kernel/people.ts';
import { cardJob, remindJob } from './delivering.ts';
import type { ReviewsDeps } from './deps.ts';
import {
  campaigns,
  REVIEW_DUE_JOB,
  REVIEW_NEXT_JOB,
  REVIEW_OPEN_JOB,
  REVIEW_TELL_JOB,
} from './domain/campaigns.ts';
import type { ReviewEvent } from './domain/events.ts';
import { isComplete, type Review, reviews } from './domain/reviews.ts';
import { openedOf } from './opening.ts';
import { startOf } from './starting.ts';

const SYSTEM = { kind: 'system' } as const;
const DONE: JobOutcome = { kind: 'done' };
const LATER_MS = 1_000;

/** Asks the owners who have not been asked, some at a time. */
const openJob = ({ ledger }: ReviewsDeps): Job => ({
  kind: REVIEW_OPEN_JOB,
  claimed: false,
  run: async ({ args }) => {
    const id = argument(args, 'campaign');
    await ledger.commit(async (tx) => {
      const state = tx.view.get(campaigns, id);
      const events = state ? openedOf(tx, { campaign: id, ...state }) : [];
      return { by: SYSTEM, events, result: () => undefined };
    });
    return DONE;
  },
});

/** Reviews looked at in one read at the end. */
const ABREAST = 50;

/** Which agents have something open: those who were never asked too. */
async function openIn({ ledger }: ReviewsDeps, id: string): Promise<readonly string[]> {
  const open = [...((await ledger.view()).get(campaigns, id)?.toOpen ?? [])];
  for (let after: string | undefined = `${id}~`; after !== undefined; ) {
    const page: Page<readonly [string, Review]> = await ledger.reads.list(reviews, {
      limit: ABREAST,
      after,
    });
    const mine = page.items.filter(([key]) => key.startsWith(`${id}~`));
    open.push(...mine.filter(([, one]) => !isComplete(one)).map(([, one]) => one.agentId));
    after = mine.length === page.items.length ? page.next : undefined;
  }
  return open.toSorted();
}

/** The due date has come: what is open is written down, and nothing of it is taken as kept. */
const dueJob = (deps: ReviewsDeps): Job => ({
  kind: REVIEW_DUE_JOB,
  claimed: false,
  run: async ({ args }) => {
    const id = argument(args, 'campaign');
    const open = await openIn(deps, id);
    await deps.ledger.commit(async (tx) => {
      const state = tx.view.get(campaigns, id);
      const isDue = state && state.open === undefined && !isBefore(tx.now, state.due);
      const events: readonly ReviewEvent[] = isDue
        ? [{ type: 'review-due', data: { campaign: id, open } }]
        : [];
      return { by: SYSTEM, events, result: () => undefined };
    });
    return DONE;
  },
});

/** Names of agents in a message. */
const NAMED = 10;

/** Tells the admins once what nobody answered in time. */
const tellJob = ({ ledger, chat, directory }: ReviewsDeps): Job => ({
  kind: REVIEW_TELL_JOB,
  claimed: true,
  run: async ({ args }) => {
    const id = argument(args, 'campaign');
    const state = (await ledger.view()).get(campaigns, id);
    if (state?.open === undefined || state.told) return DONE;
    const named = state.open.slice(0, NAMED).join(', ');
    const more = state.open.length > NAMED ? ` and ${state.open.length - NAMED} more` : '';
    const text =
      state.open.length === 0
        ? `The access review ${id} is complete: every owner has answered.`
        : `The access review ${id} is due, and ${state.open.length} of ${state.total + state.toOpen.length} agents are not fully answered: ${named}${more}. Nothing of it counts as kept; it stays open.`;
    const told: PersonId[] = [];
    for (const { id: admin } of await directory.membersOf('admin')) {
      const to = await ledger.conversation(admin);
      const sent = to && (await chat.send(to, { text, summary: `Access review ${id}` }));
      if (sent?.kind === 'later') return { kind: 'later', afterMs: sent.afterMs ?? LATER_MS };
      if (sent?.kind === 'sent') told.push(admin);
    }
    const event: ReviewEvent = { type: 'review-admins-told', data: { campaign: id, told } };
    await ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: tx.view.get(campaigns, id)?.told === false ? [event] : [],
      result: () => undefined,
    }));
    return DONE;
  },
});

/** Begins the same round again a quarter later, with as much time as before. */
const nextJob = ({ ledger }: ReviewsDeps): Job => ({
  kind: REVIEW_NEXT_JOB,
  claimed: false,
  run: async ({ args }) => {
    const id = argument(args, 'campaign');
    await ledger.commit(async (tx) => {
      const state = tx.view.get(campaigns, id);
      if (!state || state.followed || !state.quarterly)
        return { by: SYSTEM, events: [], result: () => undefined };
      const due = plus(tx.now, millisecondsBetween(state.startedAt, state.due));
      const { department } = state;
      const event = startOf(tx, { department, due, quarterly: true }, id);
      const events = event
        ? [event, ...openedOf(tx, { ...event.data, toOpen: event.data.agents })]
        : [];
      return { by: SYSTEM, events, result: () => undefined };
    });
    return DONE;
  },
});

export const reviewJobs = (deps: ReviewsDeps): readonly Job[] => [
  openJob(deps),
  cardJob(deps),
  remindJob(deps),
  dueJob(deps),
  tellJob(deps),
  nextJob(deps),
];
