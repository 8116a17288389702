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

/** Entries of a kind that a look reads of one week. */
const MOST = 200;
/** Raised by one commit: each may have a card in several rooms. */
const AT_ONCE = 8;

/** What asks for a look in a week, from its counters and its index. */
async function foundIn({ ledger }: AlarmsDeps, week: Week): Promise<readonly Found[]> {
  const { name } = week;
  const earlier = weekBefore(week).name;
  const [cells, growth, accumulation, quotas, strangers, shadows] = await Promise.all([
    ledger.reads.countersBetween(earlier, name),
    ledger.reads.listed(name, 'growth', MOST),
    ledger.reads.listed(name, 'accumulation', MOST),
    ledger.reads.listed(name, 'quota', MOST),
    ledger.reads.listed(name, 'stranger', MOST),
    ledger.reads.listed(name, SHADOW_LIST, MOST),
  ]);
  const [own, before] = [cells.get(name) ?? {}, cells.get(earlier) ?? {}];
  const metrics = [
    ...approvalMetrics(own, before),
    ...coverageMetrics(own, before),
    ...cohortMetrics(own, before),
  ];
  return [
    ...inFigures(name, metrics),
    ...inGrowth(name, growth),
    ...inAccumulation(name, accumulation),
    ...inQuotas(name, quotas),
    ...inStrangers(name, strangers),
    ...inShadowUse(name, shadows),
  ];
}

/** Raises what was not raised before; a look that finds nothing new writes nothing. */
async function look(deps: AlarmsDeps): Promise<void> {
  const { ledger, clock, tellSystems } = deps;
  const week = weekOf(clock.now());
  // What came in between the last look and midnight on Sunday belongs to the week before.
  const found = [
    ...(await foundIn(deps, weekBefore(week))),
    ...(await foundIn(deps, week)),
    ...inLedger(week.name, deps.verified?.()),
  ];
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
}

/** Looks at what was counted and found: at once where something was found, and every few minutes. */
export const watchJob = (deps: AlarmsDeps): Job => ({
  kind: ALARM_WATCH_JOB,
  claimed: true,
  run: async () => {
    await look(deps);
    return { kind: 'later', afterMs: LOOK_MS };
  },
});
