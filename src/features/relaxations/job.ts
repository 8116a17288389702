import { plainDay } from '../../kernel/cards/time.ts';
import { type Clock, type Instant, isBefore, plus } from '../../kernel/instant.ts';
import type { Ledger, View } from '../../kernel/ledger.ts';
import type { Log } from '../../kernel/log.ts';
import type { Job } from '../../kernel/outbox.ts';
import { type Week, weekBefore, weekOf } from '../../kernel/week.ts';
import { grants, isLiveGrant } from '../grants/domain/state.ts';
import { Evidence, keyOf, type Pattern, type Record } from './domain/evidence.ts';
import { reasonFor, TERMS, toPropose } from './domain/proposing.ts';
import {
  RELAXATION_JOB,
  RELAXATIONS,
  type RelaxationsProposed,
  relaxations,
} from './domain/state.ts';

export interface RelaxationDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks people for a standing grant in the ledger's name; undefined where it cannot be asked for. */
  readonly propose: (
    pattern: Pattern & { readonly until: Instant; readonly justification: string },
  ) => Promise<string | undefined>;
}

const SYSTEM = { kind: 'system' } as const;
const GOVERNANCE = 'g';
/** Events of governance that one look reads at most, the newest; fewer than the weeks hold is a shorter window, never a wrong count. */
const MOST_EVENTS = 50_000;

const weeksBack = (week: Week, weeks: number): Week =>
  weeks === 0 ? week : weeksBack(weekBefore(week), weeks - 1);

interface Look {
  readonly records: readonly Record[];
  readonly looked: number;
  /** Since when everything was read. */
  readonly from: Instant;
}

async function look({ ledger, clock }: RelaxationDeps): Promise<Look> {
  const { name, from } = weeksBack(weekOf(clock.now()), TERMS.weeks);
  const options = { from: name, most: MOST_EVENTS, log: GOVERNANCE };
  const { total, batches } = await ledger.reads.recent(options);
  const evidence = new Evidence();
  let [looked, first]: [number, Instant | undefined] = [0, undefined];
  for await (const events of batches) {
    first ??= events[0]?.at;
    for (const event of events) evidence.add(event);
    looked += events.length;
  }
  return { records: evidence.records(), looked, from: total > looked ? (first ?? from) : from };
}

/** What is allowed already, in the words of patterns. */
const granted = (view: View, now: Instant): ReadonlySet<string> =>
  new Set(
    [...view.all(grants).values()]
      .filter((grant) => isLiveGrant(grant, now))
      .map(({ agentId, connectorId, tool, recipients }) =>
        keyOf({ agentId, connectorId, tool, recipients: recipients.toSorted() }),
      ),
  );

/** Looks through the last weeks once a week, and puts what went well throughout before the board. */
export const relaxationJob = (deps: RelaxationDeps): Job => ({
  kind: RELAXATION_JOB,
  claimed: true,
  run: async () => {
    const { ledger, clock } = deps;
    const view = await ledger.view();
    const [state, now] = [view.get(relaxations, RELAXATIONS), clock.now()];
    if (!state || isBefore(now, weekOf(state.at).to)) return { kind: 'done' };
    const { records, looked, from } = await look(deps);
    const { proposed } = state;
    const chosen = toPropose(records, { proposed, granted: granted(view, now), now });
    const proposals = await proposeAll(deps, chosen, { now, from });
    const resting = proposed.filter(({ at }) => isBefore(now, plus(at, TERMS.restMs)));
    const { name: week } = weekOf(now);
    const data = { week, from, looked, patterns: records.length, proposals, resting };
    const event: RelaxationsProposed = { type: 'relaxations-proposed', data };
    await ledger.commit(async (tx) => ({
      by: SYSTEM,
      events: tx.view.get(relaxations, RELAXATIONS)?.at === state.at ? [event] : [],
      result: () => undefined,
    }));
    return { kind: 'done' };
  },
});

/** One after the other: asking again after a crash finds the equal request that is open. */
async function proposeAll(
  { propose }: RelaxationDeps,
  chosen: readonly Record[],
  { now, from }: { readonly now: Instant; readonly from: Instant },
): Promise<RelaxationsProposed['data']['proposals']> {
  const proposals: { key: string; request: string }[] = [];
  for (const record of chosen) {
    const until = plus(weekOf(now).from, TERMS.forMs);
    const justification = reasonFor(record, plainDay(from));
    const request = await propose({ ...record.pattern, until, justification });
    if (request !== undefined) proposals.push({ key: keyOf(record.pattern), request });
  }
  return proposals;
}
