import { below, cellName } from '../../kernel/counting.ts';
import { type Clock, epochMs, type Instant, SECOND } from '../../kernel/instant.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import { weekOf } from '../../kernel/week.ts';
import type { AuthorizeCall } from '../policy/domain/judge.ts';
import type { Quota } from '../registry/domain/bounds.ts';
import { agents } from '../registry/domain/fold.ts';
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
/** So old may be what other servers have counted. */
const STALE_MS = SECOND;

/** A call that is counted: what it is among the calls of its agent's week. */
interface Pass {
  /** Says whether it counts: what was denied does not. */
  leave(counts: boolean): Promise<void>;
}

export interface Meter {
  /** Before a call of an agent with a quota is judged; undefined for one without. */
  enter(call: AuthorizeCall): Promise<Pass | undefined>;
  /** Whether this call is one too many; calls that have not entered never are. */
  isOver(view: View, call: AuthorizeCall): boolean;
  /** What is used up, how much that was, and when it opens again. */
  said(view: View, call: AuthorizeCall, now: Instant): string;
}

const SPAN_WORDS: Readonly<Record<Span, string>> = { hour: 'an hour', day: 'a day' };

/**
 * Counts the calls of agents that have a quota, as the week's counters of all lanes say them (at most a second old) and what
 * this server has counted since. Others' calls of that second are not seen: with s servers, an agent gets at most what s - 1
 * of them allow it in a second above its quota. What is denied does not count.
 */
export function quotaMeter({
  ledger,
  clock,
}: {
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Meter {
  const counted = new Map<string, number>();
  const own = new Map<string, number>();
  const inside = new Map<string, number>();
  const numbers = new WeakMap<AuthorizeCall, number>();
  let read: { readonly at: number; readonly week: string } | undefined;
  let reading: Promise<void> | undefined;

  const add = (map: Map<string, number>, agent: string, n: number) =>
    map.set(agent, (map.get(agent) ?? 0) + n);
  const done = (agent: string): number => (counted.get(agent) ?? 0) + (own.get(agent) ?? 0);

  async function readAll(week: string, at: number): Promise<void> {
    const before = new Map(own);
    const cells = below(await ledger.reads.counters(week), 'quota.');
    counted.clear();
    for (const [agent, n] of cells) counted.set(agent, n);
    for (const [agent, n] of before) add(own, agent, -n);
    read = { at, week };
  }

  async function refresh(now: Instant): Promise<void> {
    const [at, week] = [epochMs(now), weekOf(now).name];
    if (read?.week === week && at - read.at < STALE_MS) return;
    reading ??= readAll(week, at).finally(() => {
      reading = undefined;
    });
    await reading;
  }

  async function open(agentId: string, now: Instant): Promise<void> {
    const state = (await ledger.view()).get(quotaWindows, agentId);
    if (state && state.hour >= beginningOf('hour', now)) return;
    const before = done(cellName(agentId));
    await ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: opening(agentId, tx.view.get(quotaWindows, agentId), before, tx.now),
      result: () => undefined,
    }));
  }

  async function warn(agentId: string, quota: Quota): Promise<void> {
    const state = (await ledger.view()).get(quotaWindows, agentId);
    const used = done(cellName(agentId));
    if (!state || reached(state, quota, used).length === 0) return;
    await ledger.commit(async (tx) => {
      const present = tx.view.get(quotaWindows, agentId);
      const events = present ? reached(present, quota, used) : [];
      return { by: SYSTEM, events, result: () => undefined };
    });
  }

  const quotaOf = (view: View, { agentId }: AuthorizeCall): Quota | undefined =>
    view.get(agents, agentId)?.record.quota;

  const spanOver = (view: View, call: AuthorizeCall): Span | undefined => {
    const [quota, state] = [quotaOf(view, call), view.get(quotaWindows, call.agentId)];
    const number = numbers.get(call);
    return quota && state && number !== undefined ? usedUp(state, quota, number) : undefined;
  };

  return {
    async enter(call) {
      const quota = quotaOf(await ledger.view(), call);
      if (quota === undefined) return undefined;
      const agent = cellName(call.agentId);
      await refresh(clock.now());
      await open(call.agentId, clock.now());
      add(inside, agent, 1);
      numbers.set(call, done(agent) + (inside.get(agent) ?? 0));
      return {
        async leave(counts) {
          add(inside, agent, -1);
          if (!counts) return;
          add(own, agent, 1);
          await warn(call.agentId, quota);
        },
      };
    },
    isOver: (view, call) => spanOver(view, call) !== undefined,
    said(view, call, now) {
      const span = spanOver(view, call);
      if (span === undefined) return '';
      const limit = limitIn(span, quotaOf(view, call) ?? {});
      const opens = endOf(span, beginningOf(span, now));
      return `The agent ${call.agentId} has used up its quota of ${limit} calls ${SPAN_WORDS[span]}; it opens again at ${opens}.`;
    },
  };
}
