import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../src/features/approvals/domain/standing.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import {
  ADMIN,
  AGENT,
  APPROVED,
  approves,
  around,
  asked,
  at,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  FINANCE,
  GATEWAY,
  given,
  MONEY1,
  MONEY2,
  MONEY3,
  OWNER,
  PENDING,
  pause,
  person,
  redeems,
  rejects,
  SECURITY,
} from './world.ts';

const undoes = (id = OWNER) => ({ type: 'undo', person: id }) as const;
const settle = { type: 'settle' } as const;

describe('withdrawing', () => {
  const withdraws = { type: 'withdraw', by: AGENT } as const;

  it('ends a pending request, by whoever asked', () => {
    const verdict = given(...PENDING).when(1, { ...withdraws, reason: 'not needed' });
    verdict.happens('request-withdrawn');
    expect(verdict.state).toMatchObject({
      status: 'withdrawn',
      end: { at: at(1), by: AGENT, reason: 'not needed' },
    });
    given([0, asked({ by: person(ADMIN) })])
      .when(1, { ...withdraws, by: person(ADMIN) })
      .happens('request-withdrawn');
  });

  it('is open to the agent itself where a gateway asked for it', () => {
    const forIt = given([0, asked({ by: GATEWAY })]);
    forIt.when(1, withdraws).happens('request-withdrawn');
    forIt.when(1, { ...withdraws, by: GATEWAY }).happens('request-withdrawn');
  });

  it('is nobody else’s', () => {
    for (const by of [
      GATEWAY,
      person(OWNER),
      { kind: 'agent', id: 'other' },
      { kind: 'system' },
    ] as const)
      given(...PENDING)
        .when(1, { ...withdraws, by })
        .refused('not-requester', { requester: AGENT });
  });

  it('again changes nothing; after another end it is too late', () => {
    given(...PENDING, [1, withdraws])
      .when(2, withdraws)
      .nothing();
    given(...APPROVED)
      .when(6 * MINUTE, withdraws)
      .refused('already-decided');
    given(...PENDING)
      .when(DAY, withdraws)
      .refused('already-decided');
  });
});

describe('undoing', () => {
  it('takes an approval back, by its approver, for ten minutes', () => {
    const verdict = given(...APPROVED).when(15 * MINUTE - 1, { ...undoes(), reason: 'wrong one' });
    verdict.happens('request-undone');
    expect(verdict.state).toMatchObject({
      status: 'undone',
      end: { at: at(15 * MINUTE - 1), by: person(OWNER), reason: 'wrong one' },
    });
    given(...APPROVED)
      .when(15 * MINUTE, undoes())
      .refused('undo-too-late', { until: at(15 * MINUTE) });
  });

  it('is open to either approver of two', () => {
    const two = given(...FINANCE, [1, approves(MONEY1)], [2, approves(MONEY2)]);
    two.when(3, undoes(MONEY1)).happens('request-undone');
    two.when(3, undoes(MONEY2)).happens('request-undone');
    two.when(3, undoes(MONEY3)).refused('not-its-approver', { approvers: [MONEY1, MONEY2] });
  });

  it('is nobody else’s', () => {
    given(...APPROVED)
      .when(6 * MINUTE, undoes(BACKUP))
      .refused('not-its-approver');
    given(...PENDING)
      .when(1, undoes())
      .refused('not-its-approver', { approvers: [] });
  });

  it('undoes nothing before the quorum is reached, nor a rejection', () => {
    given(...FINANCE, [1, approves(MONEY1)])
      .when(2, undoes(MONEY1))
      .refused('not-approved');
    given(...PENDING, [1, rejects(OWNER)])
      .when(2, undoes())
      .refused('already-decided');
  });

  it('again changes nothing; by the other approver it is told who did it', () => {
    given(...APPROVED, [6 * MINUTE, undoes()])
      .when(7 * MINUTE, undoes())
      .nothing();
    given(...FINANCE, [1, approves(MONEY1)], [2, approves(MONEY2)], [3, undoes(MONEY1)])
      .when(4, undoes(MONEY2))
      .refused('already-decided', {
        outcome: {
          status: 'undone',
          decided: { at: at(2), by: person(MONEY2) },
          afterwards: { at: at(3), by: person(MONEY1) },
        },
      });
  });

  it('comes too late after redemption, lapse and void', () => {
    given(...APPROVED, [6 * MINUTE, redeems()])
      .when(7 * MINUTE, undoes())
      .refused('already-redeemed', { at: at(6 * MINUTE) });
    given(...APPROVED)
      .when(7 * MINUTE, undoes(), { hits: [pause(6 * MINUTE, 99)] })
      .refused('already-decided');
    given(...APPROVED)
      .when(5 * MINUTE + HOUR, undoes())
      .refused('already-decided');
  });

  it('is not there for what took effect at once', () => {
    given(
      [0, asked({ plan: CHAIN_PLAN })],
      [1, approves(OWNER)],
      [2, approves(SECURITY)],
      [3, approves(BOARD)],
    )
      .when(4, undoes())
      .refused('undo-too-late', {});
  });
});

describe('settling what time and pauses have done', () => {
  it('writes an expiry at exactly its time and not before', () => {
    given(...PENDING)
      .when(DAY - 1, settle)
      .nothing();
    const late = given(...PENDING).when(DAY + 3, settle);
    late.happens('request-expired');
    expect(late.state.end).toEqual({ at: at(DAY), by: { kind: 'system' } });
    given(...PENDING, [DAY, settle])
      .when(DAY + 1, settle)
      .nothing();
  });

  it('writes a lapse an hour after the approval, for finance a quarter of one', () => {
    const redeemBy = 5 * MINUTE + HOUR;
    given(...APPROVED)
      .when(redeemBy - 1, settle)
      .nothing();
    given(...APPROVED)
      .when(redeemBy, settle)
      .happens('request-lapsed');
    const two = given(...FINANCE, [1, approves(MONEY1)], [2, approves(MONEY2)]);
    two.when(15 * MINUTE + 1, settle).nothing();
    two.when(15 * MINUTE + 2, settle).happens('request-lapsed');
  });

  it('writes a void by the first pause after the approval, also once it is lifted', () => {
    const hits = [
      pause(9 * MINUTE, 30, { id: 'P-3' }),
      pause(7 * MINUTE, 20, { id: 'P-2', live: false }),
      pause(MINUTE, 11, { id: 'P-1', live: false }),
    ];
    const verdict = given(...APPROVED).when(10 * MINUTE, settle, { hits });
    verdict.happens('request-voided');
    expect(verdict.state).toMatchObject({
      status: 'void',
      end: { at: at(7 * MINUTE), pause: 'P-2' },
    });
  });

  it('compares seqs, not clocks: a pause before the approval does not void it', () => {
    const before = pause(5 * MINUTE, 11, { live: false });
    given(...APPROVED)
      .when(6 * MINUTE, settle, { hits: [before] })
      .nothing();
    given(...APPROVED)
      .when(6 * MINUTE, settle, { hits: [{ ...before, seq: 13 }] })
      .happens('request-voided');
  });

  it('lapsed stays lapsed when a pause came after it', () => {
    const redeemBy = 5 * MINUTE + HOUR;
    given(...APPROVED)
      .when(2 * HOUR, settle, { hits: [pause(redeemBy, 99)] })
      .happens('request-lapsed');
    given(...APPROVED)
      .when(2 * HOUR, settle, { hits: [pause(redeemBy - 1, 99)] })
      .happens('request-voided');
  });

  it('has nothing to do with what took effect at once', () => {
    const done = given(
      [0, asked({ plan: CHAIN_PLAN })],
      [1, approves(OWNER)],
      [2, approves(SECURITY)],
      [3, approves(BOARD)],
    );
    done.when(30 * DAY, settle, { hits: [pause(4, 99)] }).nothing();
  });

  it('has nothing to tell of an approval that stands but who gave it', () => {
    expect(outcomeOf(given(...APPROVED).state, around(6 * MINUTE))).toEqual({
      status: 'approved',
      decided: { at: at(5 * MINUTE), by: person(OWNER) },
    });
  });

  it.each([
    ['expired', PENDING, DAY, []],
    ['lapsed', APPROVED, 2 * HOUR, []],
    ['void', APPROVED, 2 * HOUR, [pause(7 * MINUTE, 20)]],
  ] as const)('%s: told the same before and after it is written', (status, steps, ms, hits) => {
    const now = around(ms, { hits });
    const unwritten = outcomeOf(given(...steps).state, now);
    const written = given(...steps, [ms, settle, { hits }]).state;
    expect(written.status).toBe(status);
    expect(unwritten?.status).toBe(status);
    expect(outcomeOf(written, now)).toEqual(unwritten);
  });
});

describe('what does not exist', () => {
  it('is refused as such', () => {
    for (const command of [
      approves(OWNER),
      undoes(),
      settle,
      { type: 'withdraw', by: AGENT } as const,
    ])
      given().when(0, command).refused('unknown-request');
    given().when(0, redeems()).refused('receipt-foreign', { why: 'other-request' });
  });
});
