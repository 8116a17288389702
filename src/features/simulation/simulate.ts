import type { Clock } from '../../kernel/instant.ts';
import type { Reads } from '../../kernel/ledger.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type Week, weekBefore, weekOf } from '../../kernel/week.ts';
import { ACTIVE, activePolicy } from '../policy/domain/active.ts';
import type { NotSimulated, Simulated, SimulationOrder } from '../policy/domain/simulating.ts';
import { decisionsIn } from './domain/recorded.ts';
import type { Judging, JudgingJob, OpenJudging } from './judging.ts';

/** Judges what was decided of late by a candidate beside the bundle in force. Changes nothing. */
export type Simulate = (order: SimulationOrder) => Promise<Result<Simulated, NotSimulated>>;

export interface SimulationDeps {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly open: OpenJudging;
  /** What bundles are made with on this server, beside a tenant's files. */
  readonly made: () => Pick<JudgingJob, 'shipped' | 'settings'>;
}

/** Events that one simulation reads at most. */
export const MOST_EVENTS = 20_000;
/** Simulations at a time: each is a thread with two engines. So many more wait for their turn. */
const AT_ONCE = 2;
const WAITING = 16;

/** The week that lies so many before the running one. */
export function weekAgo(week: Week, weeks: number): Week {
  return weeks === 0 ? week : weekAgo(weekBefore(week), weeks - 1);
}

/** Simulates on a ledger's recorded decisions, a few at a time; where too many wait, it says that it is busy. */
export function simulator(deps: SimulationDeps): Simulate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (order) => {
    if (running >= AT_ONCE && waiting.length >= WAITING) return refuse({ why: 'busy' });
    if (running >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      return order.signal?.aborted ? refuse(STOPPED) : await simulate(deps, order);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

const STOPPED: NotSimulated = { why: 'stopped' };

async function simulate(
  { reads, clock, open, made }: SimulationDeps,
  order: SimulationOrder,
): ReturnType<Simulate> {
  const active = await reads.get(activePolicy, ACTIVE);
  const judging = await open({
    ...made(),
    candidate: order.files,
    inForce: active?.files ?? [],
  });
  if (!judging.ok) return refuse({ why: 'invalid', against: judging.refusal });
  const stop = () => void judging.value.close();
  order.signal?.addEventListener('abort', stop, { once: true });
  try {
    const from = weekAgo(weekOf(clock.now()), order.weeks);
    return await judged(judging.value, { reads, from, order });
  } catch (error) {
    if (order.signal?.aborted) return refuse(STOPPED);
    throw error;
  } finally {
    order.signal?.removeEventListener('abort', stop);
    await judging.value.close();
  }
}

async function judged(
  judging: Judging,
  {
    reads,
    from,
    order,
  }: { readonly reads: Reads; readonly from: Week; readonly order: SimulationOrder },
): ReturnType<Simulate> {
  const { total, batches } = await reads.recent({ from: from.name, most: MOST_EVENTS });
  let [read, notJudged] = [0, 0];
  for await (const events of batches) {
    if (order.signal?.aborted) return refuse(STOPPED);
    const sorted = decisionsIn(events);
    await judging.take(sorted.decisions);
    read += events.length;
    notJudged += sorted.notJudged;
    order.progress?.(read, Math.min(total, MOST_EVENTS));
  }
  const { bundle, inForce, policies, rules } = judging;
  const compared = await judging.compared();
  return ok({
    ...compared,
    bundle,
    inForce,
    policies,
    rules,
    weeks: order.weeks,
    from: from.from,
    events: { read, all: total },
    notJudged,
  });
}
