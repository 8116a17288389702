import type { Entity } from '../../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../../kernel/events.ts';
import { DAY, type Instant, plus } from '../../../../kernel/instant.ts';
import { dueRow } from '../../../../kernel/outbox.ts';
import { NOTHING, THINGS, type Things, type WatchEventOf } from './watchEvents.ts';

/** Timer: the owners of all agents are looked up. */
export const OWNERS_JOB = 'owners-check';
/** The one id of `ownerWatch`. */
export const OWNERS = 'owners';

/** When the owners were last looked up, or the watch began. */
export type OwnerWatch = { readonly at: Instant };
type OwnerWatchEvent = WatchEventOf<'owners-watched' | 'owners-checked'>;

const isWatchEvent = ({ type }: DomainEvent): boolean =>
  type === 'owners-watched' || type === 'owners-checked';

/** Looks again a day after it last looked. */
export const ownerWatch: Entity<OwnerWatch, OwnerWatchEvent> = {
  kind: 'owner watch',
  prefix: 'OW',
  cached: true,
  idsOf: (event) => (isWatchEvent(event) ? [OWNERS] : []),
  evolve: (_state, { at }) => ({ at }),
  rows: ({ at }) => [dueRow({ due: plus(at, DAY), job: OWNERS_JOB, id: OWNERS, args: {} })],
};

/** Hashes of what inventories have shown so far, so that everything is told once. */
export type Observed = { readonly seen: Things };
type ObservedEvent = WatchEventOf<'inventory-observed'>;

/** Of each kind; of more the newest are remembered. */
const MOST_SEEN = 300;

const isObservedEvent = (event: DomainEvent): event is ObservedEvent =>
  event.type === 'inventory-observed';

function seenWith({ seen }: Observed, { data }: Recorded<ObservedEvent>): Observed {
  const joined = THINGS.map(
    (kind) => [kind, [...seen[kind], ...data.seen[kind]].slice(-MOST_SEEN)] as const,
  );
  return { seen: { ...NOTHING, ...Object.fromEntries(joined) } };
}

export const observedId = ({
  about,
  id,
}: {
  readonly about: string;
  readonly id: string;
}): string => `${about}~${id}`;

export const observed: Entity<Observed, ObservedEvent> = {
  kind: 'observed thing',
  prefix: 'OB',
  cached: false,
  idsOf: (event) => (isObservedEvent(event) ? [observedId(event.data)] : []),
  evolve: (state, event) => seenWith(state ?? { seen: NOTHING }, event),
  rows: () => [],
};
