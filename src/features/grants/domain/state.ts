import type { Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { type Instant, isBefore } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import type { Actor } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type GrantEvent, type GrantEventOf, isGrantEvent } from './events.ts';

/** What a grant allows, and by whose consent. */
export type GrantTerms = GrantEventOf<'grant-given'>['data'];

export type GrantState = GrantTerms & {
  readonly givenAt: Instant;
  /** How it ended: at its date, or by somebody before that. */
  readonly end?: {
    readonly at: Instant;
    readonly by: Actor;
    readonly reason?: string;
    /** What it was reverted for, by itself. */
    readonly breach?: string;
  };
  /** Those it concerns know of its end, as far as they could be reached. */
  readonly told: boolean;
};

/** Timer: the date of `args.grant` has come. */
export const GRANT_END_JOB = 'grant-end';
/** Tells those whom the end of `args.grant` concerns. */
export const GRANT_TELL_JOB = 'grant-tell';

/** Not revoked, and before its date: at exactly its date it is over. */
export const isLiveGrant = ({ end, until }: GrantState, now: Instant): boolean =>
  end === undefined && isBefore(now, until);

const SYSTEM = { kind: 'system' } as const;

function evolve(state: GrantState | undefined, event: Recorded<GrantEvent>): GrantState {
  if (event.type === 'grant-given') return { ...event.data, givenAt: event.at, told: false };
  if (state === undefined) throw new RangeError(`${event.type} before ${event.data.grant} began`);
  switch (event.type) {
    case 'grant-revoked': {
      const { reason, breach } = event.data;
      const by = breach === undefined ? event.by : SYSTEM;
      const why = {
        ...(reason !== undefined && { reason }),
        ...(breach !== undefined && { breach }),
      };
      const end = { at: event.at, by, ...why };
      return state.end ? state : { ...state, end };
    }
    case 'grant-ended':
      return state.end ? state : { ...state, end: { at: state.until, by: { kind: 'system' } } };
    case 'grant-told':
      return { ...state, told: true };
    default:
      return assertNever(event);
  }
}

function rows({ grant, until, end, told }: GrantState) {
  const item = { id: grant, args: { grant } };
  if (end === undefined) return [dueRow({ ...item, job: GRANT_END_JOB, due: until })];
  return told ? [] : [dueRow({ ...item, job: GRANT_TELL_JOB, due: end.at })];
}

/** Every standing grant there ever was, by the id of its request. */
export const grants: Entity<GrantState, GrantEvent> = {
  kind: 'grant',
  prefix: 'GR',
  cached: true,
  idsOf: (event) => (isGrantEvent(event) ? [event.data.grant] : []),
  evolve,
  rows,
};
