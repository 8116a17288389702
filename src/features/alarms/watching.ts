import type { Recorded } from '../../kernel/events.ts';
import type { Job } from '../../kernel/outbox.ts';
import { type Week, weekBefore, weekOf } from '../../kernel/week.ts';
import { SHADOW_LIST } from '../feedback/domain/shadowUse.ts';
import { approvalMetrics, cohortMetrics, coverageMetrics } from '../metrics/domain/metrics.ts';
import type { AlarmsDeps } from './deps.ts';
import type { AlarmEvent } from './domain/events.ts';
import {
  type Found,
  inAccumulation,
  inFigures,
  inGrowth,
  inLedger,
  inQuotas,
} from './domain/finding.ts';
import { alarmRooms } from './domain/rooms.ts';
import { alarms } from './domain/state.ts';
import { inShadowUse, inStrangers } from './domain/unregistered.ts';
import { ALARM_WATCH_JOB, LOOK_MS } from './domain/watch.ts';

/** Entries read at once. */
const PAGE = 200;
/** Raised by one commit: each may have a card in several rooms. */
const AT_ONCE = 8;

/** What weeks list one by one, and what is found in it. */
const LISTS = {
  growth: inGrowth,
  accumulation: inAccumulation,
  quota: inQuotas,
  stranger: inStrangers,
  [SHADOW_LIST]: inShadowUse,
} as const;

/** Week and kind → the seq up to which this server has looked: what lies before was raised, or was no find. */
type Looked = ReadonlyMap<string, number>;

/** All that a week lists under a kind and was not looked at yet, however much that is. */
async function unlooked(
  { ledger }: AlarmsDeps,
  week: string,
  kind: string,
  from: number | undefined,
): Promise<readonly Recorded[]> {
  const all: Recorded[] = [];
  for (let after = from; ; after = all.at(-1)?.seq) {
    const some = await ledger.reads.listed(week, kind, PAGE, after);
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** What asks for a look in a week, from its counters and its index; and up to where that has looked. */
async function foundIn(
  deps: AlarmsDeps,
  week: Week,
  looked: Looked,
): Promise<{ readonly found: readonly Found[]; readonly upTo: Looked }> {
  const { name } = week;
  const earlier = weekBefore(week).name;
  const cells = await deps.ledger.reads.countersBetween(earlier, name);
  const [own, before] = [cells.get(name) ?? {}, cells.get(earlier) ?? {}];
  const metrics = [
    ...approvalMetrics(own, before),
    ...coverageMetrics(own, before),
    ...cohortMetrics(own, before),
  ];
  const upTo = new Map<string, number>();
  const lists = await Promise.all(
    Object.entries(LISTS).map(async ([kind, inList]) => {
      const key = `${name}|${kind}`;
      const from = looked.get(key);
      const events = await unlooked(deps, name, kind, from);
      const last = events.at(-1)?.seq ?? from;
      if (last !== undefined) upTo.set(key, last);
      return inList(name, events);
    }),
  );
  return { found: [...inFigures(name, metrics), ...lists.flat()], upTo };
}

/** Raises what was not raised before; a look that finds nothing new writes nothing. Answers up to where it has looked. */
async function look(deps: AlarmsDeps, looked: Looked): Promise<Looked> {
  const { ledger, clock, tellSystems } = deps;
  const week = weekOf(clock.now());
  // What came in between the last look and midnight on Sunday belongs to the week before.
  const [past, present] = [
    await foundIn(deps, weekBefore(week), looked),
    await foundIn(deps, week, looked),
  ];
  const found = [...past.found, ...present.found, ...inLedger(week.name, deps.verified?.())];
  const view = await ledger.view();
  const fresh = found.filter(({ alarm }) => view.get(alarms, alarm) === undefined);
  for (let start = 0; start < fresh.length; start += AT_ONCE)
    await ledger.commit(async (tx) => {
      const rooms = [...tx.view.all(alarmRooms)].flatMap(([id, { isOpen }]) =>
        isOpen ? [id] : [],
      );
      const told = { rooms, outside: tellSystems !== undefined };
      const events = fresh
        .slice(start, start + AT_ONCE)
        .filter(({ alarm }) => tx.view.get(alarms, alarm) === undefined)
        .map((one): AlarmEvent => ({ type: 'alarm-raised', data: { ...one, ...told } }));
      return { by: { kind: 'system' }, events, result: () => undefined };
    });
  return new Map([...past.upTo, ...present.upTo]);
}

/** Looks at what was counted and found: at once where something was found, and every few minutes. */
export const watchJob = (deps: AlarmsDeps): Job => {
  let looked: Looked = new Map();
  return {
    kind: ALARM_WATCH_JOB,
    claimed: true,
    run: async () => {
      looked = await look(deps, looked);
      return { kind: 'later', afterMs: LOOK_MS };
    },
  };
};
