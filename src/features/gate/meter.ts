import { cellName } from '../../kernel/counting.ts';
import type { Clock, Instant } from '../../kernel/instant.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import type { Quota } from '../registry/domain/bounds/bounds.ts';
import { agents } from '../registry/domain/fold.ts';
import { presentAgent } from '../registry/domain/present.ts';
import { callCounts } from './callCounts.ts';
import type { Span } from './domain/quotaEvents.ts';
import {
  beginningOf,
  endOf,
  limitIn,
  opening,
  quotaWindows,
  reached,
  usedUp,
} from './domain/quotas.ts';

const SYSTEM = { kind: 'system' } as const;

/** A call that is counted. */
interface Pass {
  /** Says whether it counts: what was denied does not. */
  leave(counts: boolean): Promise<void>;
}

export interface Meter {
  /** Before a call of an agent with a quota is judged; undefined for one without. */
  enter(call: AuthorizeCall): Promise<Pass | undefined>;
  /** Whether this call is one too many; calls that have not entered never are. */
  isOver(view: View, call: AuthorizeCall): boolean;
  /** What is used up, how much that was, and when it opens again; empty where the call is not one too many. */
  said(view: View, call: AuthorizeCall, now: Instant): string;
}

const SPAN_WORDS: Readonly<Record<Span, string>> = { hour: 'an hour', day: 'a day' };

/** As it counts at the moment: one that was raised for a while is over at its date, whoever writes that down. */
function quotaOf(view: View, { agentId }: AuthorizeCall, now: Instant): Quota | undefined {
  const agent = view.get(agents, agentId);
  return agent && presentAgent(agent, now).record.quota;
}

/** The hour and day that run begin for the agent, where nobody has written so yet. */
async function open(ledger: Ledger, agentId: string, done: number, now: Instant): Promise<void> {
  const state = (await ledger.view()).get(quotaWindows, agentId);
  if (state && state.hour >= beginningOf('hour', now)) return;
  await ledger.commit(async (tx) => ({
    by: SYSTEM,
    events: opening(agentId, tx.view.get(quotaWindows, agentId), done, tx.now),
    result: () => undefined,
  }));
}

/** Writes down what the owner is to be told. */
async function warn(ledger: Ledger, agentId: string, quota: Quota, done: number): Promise<void> {
  const state = (await ledger.view()).get(quotaWindows, agentId);
  if (!state || reached(state, quota, done).length === 0) return;
  await ledger.commit(async (tx) => {
    const present = tx.view.get(quotaWindows, agentId);
    const events = present ? reached(present, quota, done) : [];
    return { by: SYSTEM, events, result: () => undefined };
  });
}

/**
 * Counts the calls of agents that have a quota, exactly for this server. Others' calls of the last second are not seen: with
 * s servers, an agent gets at most what s - 1 of them allow it in a second above its quota. What is denied does not count.
 */
export function quotaMeter({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Meter {
  const counts = callCounts(ledger);
  const numbers = new WeakMap<AuthorizeCall, number>();
  const spanOver = (view: View, call: AuthorizeCall): Span | undefined => {
    const number = numbers.get(call);
    if (number === undefined) return undefined;
    const [quota, state] = [quotaOf(view, call, clock.now()), view.get(quotaWindows, call.agentId)];
    return quota && state ? usedUp(state, quota, number) : undefined;
  };
  return {
    async enter(call) {
      const quota = quotaOf(await ledger.view(), call, clock.now());
      if (quota === undefined) return undefined;
      const agent = cellName(call.agentId);
      await counts.refresh(clock.now());
      await open(ledger, call.agentId, counts.done(agent), clock.now());
      numbers.set(call, counts.enter(agent));
      return {
        async leave(isOneOfThem) {
          counts.leave(agent, isOneOfThem);
          if (isOneOfThem) await warn(ledger, call.agentId, quota, counts.done(agent));
        },
      };
    },
    isOver: (view, call) => spanOver(view, call) !== undefined,
    said(view, call, now) {
      const span = spanOver(view, call);
      if (span === undefined) return '';
      const limit = limitIn(span, quotaOf(view, call, now) ?? {});
      const opens = endOf(span, beginningOf(span, now));
      return `The agent ${call.agentId} has used up its quota of ${limit} calls ${SPAN_WORDS[span]}; it opens again at ${opens}.`;
    },
  };
}
