import * as z from 'zod';
import type { Entity } from '../../../kernel/entity.ts';
import type { DomainEvent, Recorded } from '../../../kernel/events.ts';
import { type Instant, parseInstant } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import { weekOf } from '../../../kernel/week.ts';
import type { PolicyActivated } from '../../policy/domain/active.ts';

const instant = z.string().refine((text): text is Instant => parseInstant(text) === text);

/** Something that was put before the board. */
const proposed = z.strictObject({ key: z.string(), request: z.string(), at: instant });
export type Proposed = z.output<typeof proposed>;

/** Event type → schema of its data. */
export const relaxationEvents = {
  /** The ledger was looked through for what could be done without asking. `resting`: proposed of late, and not again yet. */
  'relaxations-proposed': z.strictObject({
    week: z.string(),
    from: instant,
    looked: z.int().nonnegative(),
    patterns: z.int().nonnegative(),
    proposals: z.array(z.strictObject({ key: z.string(), request: z.string() })).readonly(),
    resting: z.array(proposed).readonly(),
  }),
} as const;

export type RelaxationsProposed = {
  readonly type: 'relaxations-proposed';
  readonly data: z.output<(typeof relaxationEvents)['relaxations-proposed']>;
};

/** Timer: the ledger is looked through. */
export const RELAXATION_JOB = 'relaxations-look';
/** The one id of `relaxations`. */
export const RELAXATIONS = 'relaxations';

/** When it was last looked, and what was proposed of late. */
export interface Relaxations {
  readonly at: Instant;
  readonly proposed: readonly Proposed[];
}

const isLook = ({ type }: DomainEvent): boolean => type === 'relaxations-proposed';

/** Once a week, from the first policy on: on a Monday, when the week before is whole. */
export const relaxations: Entity<Relaxations, RelaxationsProposed | PolicyActivated> = {
  kind: 'relaxations',
  prefix: 'RX',
  cached: true,
  idsOf: (event) => (isLook(event) || event.type === 'policy-activated' ? [RELAXATIONS] : []),
  evolve: (state, event: Recorded<RelaxationsProposed | PolicyActivated>) => {
    if (event.type === 'policy-activated') return state ?? { at: event.at, proposed: [] };
    const { resting, proposals } = event.data;
    const fresh = proposals.map((one) => ({ ...one, at: event.at }));
    return { at: event.at, proposed: [...resting, ...fresh] };
  },
  rows: ({ at }) => [
    dueRow({ due: weekOf(at).to, job: RELAXATION_JOB, id: RELAXATIONS, args: {} }),
  ],
};
