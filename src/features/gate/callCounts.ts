import { below } from '../../kernel/counting.ts';
import { epochMs, type Instant, SECOND } from '../../kernel/instant.ts';
import type { Ledger } from '../../kernel/ledger.ts';
import { weekOf } from '../../kernel/week.ts';

/** So old may be what other servers have counted. */
const STALE_MS = SECOND;

/** How many calls of this week count for each agent with a quota, by the name of its cell. */
export interface CallCounts {
  /** Reads what all servers have counted, unless that was done within the last second. */
  refresh(now: Instant): Promise<void>;
  /** Calls that are over and count. */
  done(agent: string): number;
  /** One more is under way: which of the week it is. */
  enter(agent: string): number;
  leave(agent: string, counts: boolean): void;
}

class Tally {
  readonly #counts = new Map<string, number>();
  get(agent: string): number {
    return this.#counts.get(agent) ?? 0;
  }
  add(agent: string, n: number): void {
    this.#counts.set(agent, this.get(agent) + n);
  }
  entries(): readonly (readonly [string, number])[] {
    return [...this.#counts];
  }
}

/**
 * The week's counters of all logs, and what this server has counted since they were read. A call that ends while they are
 * read may count twice until they are read again, never not at all.
 */
export function callCounts({ reads }: Pick<Ledger, 'reads'>): CallCounts {
  let counted: ReadonlyMap<string, number> = new Map();
  const [own, inside] = [new Tally(), new Tally()];
  let read: { readonly at: number; readonly week: string } | undefined;
  let reading: Promise<void> | undefined;

  async function readAll(week: string, at: number): Promise<void> {
    const before = own.entries();
    counted = below(await reads.counters(week), 'quota.');
    for (const [agent, n] of before) own.add(agent, -n);
    read = { at, week };
  }

  const done = (agent: string): number => (counted.get(agent) ?? 0) + own.get(agent);
  return {
    done,
    async refresh(now) {
      const [at, week] = [epochMs(now), weekOf(now).name];
      if (read?.week === week && at - read.at < STALE_MS) return;
      reading ??= readAll(week, at).finally(() => {
        reading = undefined;
      });
      await reading;
    },
    enter(agent) {
      inside.add(agent, 1);
      return done(agent) + inside.get(agent);
    },
    leave(agent, counts) {
      inside.add(agent, -1);
      if (counts) own.add(agent, 1);
    },
  };
}
