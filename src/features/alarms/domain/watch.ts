import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent } from '../../../kernel/events.ts';
import { type Instant, MINUTE } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { isShadowUse } from '../../feedback/domain/shadowUse.ts';

/** Timer: what was counted and found is looked through. */
export const ALARM_WATCH_JOB = 'alarm-watch';
/** Between two looks where nothing is found meanwhile. */
export const LOOK_MS = 5 * MINUTE;
/** The one id of `alarmWatch`. */
const WATCH = 'watch';

/** When there was reason to look at once. */
export interface AlarmWatch {
  readonly at: Instant;
  readonly seq: number;
}

/** What is looked at right away: the first policy begins the watch, finds, used-up quotas and what nobody registered cannot wait. */
const REASONS: ReadonlySet<string> = new Set([
  'policy-activated',
  'growth-found',
  'accumulation-exceeded',
  'quota-reached',
  'stranger-called',
  'strangers-flooded',
]);

const isReason = (event: DomainEvent): boolean => REASONS.has(event.type) || isShadowUse(event);

/** A look without a find leaves no trace; it comes again after a while, by the same row. Each reason has a row of its own. */
export const alarmWatch: Entity<AlarmWatch, DomainEvent> = {
  kind: 'alarm watch',
  prefix: 'AW',
  cached: false,
  idsOf: (event) => (isReason(event) ? [WATCH] : []),
  evolve: (_state, { at, seq }) => ({ at, seq }),
  rows: ({ at, seq }) => [
    dueRow({ due: at, job: ALARM_WATCH_JOB, id: `${WATCH}~${seq}`, args: {} }),
  ],
};
