import type { DerivedRow, Entity } from '../../../kernel/entity.ts';
import type { Recorded } from '../../../kernel/events.ts';
import { DAY, type Instant, isBefore, millisecondsBetween } from '../../../kernel/instant.ts';
import { dueRow } from '../../../kernel/outbox.ts';
import type { Actor } from '../../../kernel/people.ts';
import { assertNever } from '../../../kernel/result.ts';
import { type ExceptionEvent, type ExceptionEventOf, isExceptionEvent } from './events.ts';

export type ExceptionState = ExceptionEventOf<'deviation-granted'>['data'] & {
  readonly since: Instant;
  /** How it ended: at its date, or by somebody before that. */
  readonly end?: { readonly at: Instant; readonly by: Actor; readonly reason?: string };
};

/** Timer: the date of `args.exception` has come. */
export const EXCEPTION_END_JOB = 'exception-end';

/** Not closed, and before its date: at exactly its date it is over, whoever writes that down. */
export const isLiveException = ({ end, until }: ExceptionState, now: Instant): boolean =>
  end === undefined && isBefore(now, until);

/** Whole days since it began. */
export const ageInDays = ({ since }: Pick<ExceptionState, 'since'>, now: Instant): number =>
  Math.max(0, Math.floor(millisecondsBetween(since, now) / DAY));

function evolve(
  state: ExceptionState | undefined,
  event: Recorded<ExceptionEvent>,
): ExceptionState {
  if (event.type === 'deviation-granted') return { ...event.data, since: event.at };
  if (state === undefined) throw new RangeError(`${event.type} before ${event.data.exception}`);
  if (state.end) return state;
  switch (event.type) {
    case 'deviation-closed': {
      const { reason } = event.data;
      return {
        ...state,
        end: { at: event.at, by: event.by, ...(reason !== undefined && { reason }) },
      };
    }
    case 'deviation-ended':
      return { ...state, end: { at: state.until, by: { kind: 'system' } } };
    default:
      return assertNever(event);
  }
}

const rows = ({ exception, until, end }: ExceptionState): readonly DerivedRow[] =>
  end === undefined
    ? [dueRow({ job: EXCEPTION_END_JOB, due: until, id: exception, args: { exception } })]
    : [];

/** Every approved deviation there ever was, by the id of its request. */
export const exceptions: Entity<ExceptionState, ExceptionEvent> = {
  kind: 'exception',
  prefix: 'EX',
  cached: true,
  idsOf: (event) => (isExceptionEvent(event) ? [event.data.exception] : []),
  evolve,
  rows,
  fits: (state, { type }) =>
    type === 'deviation-granted' ? state === undefined : state?.end === undefined,
};
