import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExceptionEvent } from '../../../src/features/exceptions/domain/events.ts';
import { close } from '../../../src/features/exceptions/domain/rights.ts';
import {
  ageInDays,
  type ExceptionState,
  exceptions,
  isLiveException,
} from '../../../src/features/exceptions/domain/state.ts';
import type { Recorded } from '../../../src/kernel/events.ts';
import { DAY, type Instant, instantOf, plus } from '../../../src/kernel/instant.ts';
import type { Actor, PersonId, Role } from '../../../src/kernel/people.ts';

const someone = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;
const [OWNER, BACKUP, TECHNICAL, KEEPER, APPROVER, STRANGER] = [1, 2, 3, 4, 5, 6].map(someone) as [
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
  PersonId,
];
const START: Instant = instantOf(Date.UTC(2026, 10, 20, 9));
const UNTIL = plus(START, 30 * DAY);
const people = { business: OWNER, technical: TECHNICAL, backup: BACKUP };

const GRANTED: ExceptionEvent = {
  type: 'deviation-granted',
  data: {
    exception: 'AR-7',
    agentId: 'writer',
    from: 'quota',
    what: 'Twice as many calls',
    why: 'Year end',
    owner: KEEPER,
    until: UNTIL,
    approvers: [APPROVER],
  },
};
const recorded = (event: ExceptionEvent, at: Instant, by: Actor): Recorded<ExceptionEvent> => ({
  ...event,
  log: 'g',
  seq: 1,
  at,
  by,
});
const given = (...events: readonly Recorded<ExceptionEvent>[]): ExceptionState | undefined =>
  events.reduce<ExceptionState | undefined>(
    (state, event) => exceptions.evolve(state, event, 'AR-7'),
    undefined,
  );
const SYSTEM: Actor = { kind: 'system' };
const begun = given(recorded(GRANTED, START, SYSTEM)) ?? expect.fail('nothing began');
const closes = (person: PersonId, roles: readonly Role[] = [], now = plus(START, DAY)) =>
  close({ person, roles: new Set(roles) }, begun, { now, people });

describe('an exception', () => {
  it('is live until exactly its date, whoever writes that down', () => {
    expect(isLiveException(begun, plus(UNTIL, -1))).toBe(true);
    expect(isLiveException(begun, UNTIL)).toBe(false);
  });

  it('is ended by who answers for it or the agent, an admin or the board, and nobody else', () => {
    for (const person of [OWNER, BACKUP, KEEPER])
      expect(closes(person)).toMatchObject({ ok: true, value: [{ type: 'deviation-closed' }] });
    for (const role of ['admin', 'board'] as const)
      expect(closes(STRANGER, [role])).toMatchObject({ ok: true });
    for (const person of [TECHNICAL, APPROVER])
      expect(closes(person)).toMatchObject({ refusal: { code: 'not-allowed' } });
    for (const role of ['security', 'compliance'] as const)
      expect(closes(STRANGER, [role])).toMatchObject({ refusal: { code: 'not-allowed' } });
    expect(closes(STRANGER)).toMatchObject({ refusal: { code: 'unknown-exception' } });
    expect(closes(STRANGER, ['finance'])).toMatchObject({
      refusal: { code: 'unknown-exception' },
    });
  });

  it('is not ended after its end', () => {
    expect(closes(OWNER, [], UNTIL)).toMatchObject({ refusal: { code: 'over', at: UNTIL } });
  });

  it('stays as it ended first, and the same person may say so twice', () => {
    const closed = closes(OWNER);
    const [event] = closed.ok ? closed.value : [];
    if (!event) return expect.fail('nothing was closed');
    const at = plus(START, DAY);
    const state = given(
      recorded(GRANTED, START, SYSTEM),
      recorded(event, at, { kind: 'person', id: OWNER }),
    );
    expect(state?.end).toEqual({ at, by: { kind: 'person', id: OWNER } });
    const again = { now: plus(at, DAY), people };
    expect(close({ person: OWNER, roles: new Set() }, state, again)).toEqual({
      ok: true,
      value: [],
    });
    expect(close({ person: BACKUP, roles: new Set() }, state, again)).toMatchObject({
      refusal: { code: 'over', at },
    });
    const late = recorded({ ...event, type: 'deviation-ended' }, UNTIL, SYSTEM);
    expect(exceptions.fits?.(state, late, 'AR-7')).toBe(false);
    expect(state && exceptions.evolve(state, late, 'AR-7')).toEqual(state);
  });

  it('has one timer while it is open, and an age in whole days', () => {
    expect(exceptions.rows(begun, 'AR-7')).toHaveLength(1);
    const ended = given(
      recorded(GRANTED, START, SYSTEM),
      recorded(
        { type: 'deviation-ended', data: { exception: 'AR-7', agentId: 'writer' } },
        plus(UNTIL, 5),
        SYSTEM,
      ),
    );
    expect(ended?.end?.at).toBe(UNTIL);
    expect(ended && exceptions.rows(ended, 'AR-7')).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (ms) => {
        const age = ageInDays(begun, plus(START, ms));
        expect(age * DAY).toBeLessThanOrEqual(ms);
        expect(ms).toBeLessThan((age + 1) * DAY);
      }),
    );
  });
});
