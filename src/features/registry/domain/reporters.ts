import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/people.ts';
import type { WatchEventOf } from './watch/watchEvents.ts';

/** News of one reporter that people are told of one by one in an hour. */
const MOST_AN_HOUR = 40;

/** How much news one reporter brought in the hour when it last did. */
export type Reported = { readonly hour: string; readonly told: number };
type GrowthEvent = WatchEventOf<'growth-found'>;

/** `2026-11-20T09`, of UTC. */
export const hourOf = (at: Instant): string => at.slice(0, 13);

/** Who reports, fit for a key. */
export const reporterOf = (by: Actor): string =>
  by.kind === 'system' ? by.kind : `${by.kind}~${by.id}`;

/** How much more a reporter may tell of in this hour. */
export const newsLeft = (state: Reported | undefined, now: Instant): number =>
  state?.hour === hourOf(now) ? Math.max(0, MOST_AN_HOUR - state.told) : MOST_AN_HOUR;

const isGrowth = (event: DomainEvent): event is GrowthEvent => event.type === 'growth-found';

const evolve = (state: Reported | undefined, { at }: Recorded): Reported => {
  const hour = hourOf(at);
  return { hour, told: (state?.hour === hour ? state.told : 0) + 1 };
};

/** Everybody who reports what inventories show. */
export const reporters: Entity<Reported, GrowthEvent> = {
  kind: 'reporter',
  prefix: 'RP',
  cached: false,
  idsOf: (event) => (isGrowth(event) && event.data.reporter ? [event.data.reporter] : []),
  evolve,
  rows: () => [],
};
