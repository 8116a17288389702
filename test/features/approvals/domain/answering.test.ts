import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import { sha256 } from '../../../../src/ledger/hash.ts';
import {
  ADMIN,
  APPROVED,
  agentState,
  approves,
  asked,
  at,
  BACKUP,
  BOARD,
  FINANCE,
  given,
  MONEY1,
  MONEY2,
  MONEY3,
  OWNER,
  OWNER_PLAN,
  PENDING,
  pause,
  person,
  redeems,
  rejects,
  STRANGER,
} from './world.ts';

describe("an action's approval", () => {
  it('is decided by its business owner', () => {
    const verdict = given(...PENDING).when(MINUTE, approves(OWNER, { reason: 'fine' }));
    verdict.happens('request-answered', 'request-approved');
    expect(verdict.event('request-answered').data).toMatchObject({
      as: 'owner',
      reason: 'fine',
      stage: 0,
      round: 1,
      waitedMs: MINUTE,
    });
    const right = { by: 'registry', writtenAt: at(0) };
    expect(verdict.state.stages[0]?.answers).toEqual([
      { person: OWNER, as: 'owner', answer: 'approve', at: at(MINUTE), reason: 'fine', right },
    ]);
    expect(verdict.state.approval).toEqual({
      at: at(MINUTE),
      seq: 12,
      approvers: [OWNER],
      redeemBy: at(MINUTE + HOUR),
      undoUntil: at(11 * MINUTE),
    });
  });

  it('takes a sign-in of the last ten minutes where one is asked for', () => {
    const begun = given([0, asked({ plan: { ...OWNER_PLAN, stepUp: true } })]);
    const signed = (ms: number) => approves(OWNER, { steppedUpAt: at(ms) });
    const refused = { request: 'AR-7' };
    begun.when(HOUR, approves(OWNER)).refused('step-up-needed', refused);
    begun.when(HOUR, signed(HOUR - 10 * MINUTE)).refused('step-up-needed', refused);
    begun.when(HOUR, signed(HOUR + MINUTE + 1)).refused('step-up-needed', refused);
    begun.when(HOUR, rejects(OWNER)).happens('request-answered', 'request-rejected');
    const verdict = begun.when(HOUR, signed(HOUR - 10 * MINUTE + 1));
    verdict.happens('request-answered', 'request-approved');
    expect(verdict.event('request-answered').data.steppedUpAt).toBe(at(50 * MINUTE + 1));
  });

  it('ends with one rejection, which says why', () => {
    const verdict = given(...PENDING).when(
      MINUTE,
      rejects(OWNER, { preset: 'notNow', reason: 'later' }),
    );
    verdict.happens('request-answered', 'request-rejected');
    expect(verdict.state).toMatchObject({
      status: 'rejected',
      end: { at: at(MINUTE), by: person(OWNER), preset: 'notNow', reason: 'later' },
    });
  });

  it('needs two different finance controllers', () => {
    const first = given(...FINANCE).when(1, approves(MONEY1));
    first.happens('request-answered');
    expect(first.state.status).toBe('pending');
    const one = given(...FINANCE, [1, approves(MONEY1)]);
    one.when(2, approves(MONEY1)).nothing();
    const second = one.when(3, approves(MONEY3));
    second.happens('request-answered', 'request-approved');
    expect(second.state.approval?.approvers).toEqual([MONEY1, MONEY3]);
    one.when(3, rejects(MONEY2)).happens('request-answered', 'request-rejected');
  });

  it('is nobody else’s: no admin, board, stranger, nor the owner at the seat of finance', () => {
    for (const id of [ADMIN, BOARD, MONEY1, STRANGER])
      given(...PENDING)
        .when(1, approves(id))
        .refused('not-entitled');
    given(...FINANCE)
      .when(1, approves(OWNER))
      .refused('not-entitled', { seat: { kind: 'role', role: 'finance' } });
  });

  it('looks at the roles given now, not at who was asked', () => {
    given(...FINANCE)
      .when(1, approves(MONEY1, { roles: new Set() }))
      .refused('not-entitled');
    given(...FINANCE)
      .when(1, approves(STRANGER, { roles: new Set(['finance']) }))
      .happens('request-answered');
  });

  it('looks at the owner of now', () => {
    const agent = agentState({ people: { business: STRANGER, technical: ADMIN } });
    given(...PENDING)
      .when(1, approves(OWNER), { agent })
      .refused('not-entitled');
    given(...PENDING)
      .when(1, approves(STRANGER), { agent })
      .happens('request-answered', 'request-approved');
    given(...PENDING)
      .when(1, approves(OWNER), { agent: undefined })
      .refused('not-entitled');
  });

  it('is refused for another digest than the stored one', () => {
    given(...PENDING)
      .when(1, approves(OWNER, { digest: sha256('other') }))
      .refused('digest-mismatch');
    given(...FINANCE, [1, approves(MONEY1)])
      .when(2, approves(MONEY1, { digest: sha256('other') }))
      .refused('digest-mismatch');
    given(...PENDING)
      .when(1, approves(STRANGER, { digest: sha256('other') }))
      .refused('not-entitled');
  });
});

describe('a repeat is no refusal', () => {
  it('the same answer again decides to nothing', () => {
    given(...APPROVED)
      .when(6 * MINUTE, approves(OWNER))
      .nothing();
    given(...PENDING, [1, rejects(OWNER)])
      .when(2, rejects(OWNER))
      .nothing();
    given(...APPROVED, [6 * MINUTE, redeems()])
      .when(7 * MINUTE, approves(OWNER))
      .nothing();
    given(...FINANCE, [1, approves(MONEY1)])
      .when(2, approves(MONEY1), { hits: [pause(1, 99)] })
      .nothing();
  });

  it('another answer is refused', () => {
    given(...PENDING, [1, rejects(OWNER)])
      .when(2, approves(OWNER))
      .refused('already-decided');
    given(...APPROVED)
      .when(6 * MINUTE, rejects(OWNER))
      .refused('already-decided');
    given(...FINANCE, [1, approves(MONEY1)])
      .when(2, rejects(MONEY1))
      .refused('already-answered', { answer: 'approve', at: at(1) });
  });

  it('an approval that no longer holds is told, not repeated', () => {
    given(...APPROVED, [6 * MINUTE, { type: 'undo', person: OWNER }])
      .when(7 * MINUTE, approves(OWNER))
      .refused('already-decided', {
        outcome: {
          status: 'undone',
          decided: { at: at(5 * MINUTE), by: person(OWNER) },
          afterwards: { at: at(6 * MINUTE), by: person(OWNER) },
        },
      });
  });
});

describe('too late', () => {
  const by = { kind: 'system' } as const;

  it('tells those who were asked, and those at the seat, who decided and when', () => {
    const outcome = {
      status: 'approved',
      decided: { at: at(5 * MINUTE), by: person(OWNER) },
    } as const;
    given(...APPROVED)
      .when(6 * MINUTE, approves(BACKUP))
      .refused('already-decided', { outcome });
    const two = given(...FINANCE, [1, approves(MONEY1)], [2, approves(MONEY2)]);
    two.when(3, approves(MONEY3)).refused('already-decided');
    two.when(3, approves(STRANGER, { roles: new Set(['finance']) })).refused('already-decided');
  });

  it('tells whoever had a card, though they sit nowhere', () => {
    const card = { conversation: 'c', activityId: 'm', hash: sha256('card'), shows: 1 };
    given(
      ...PENDING,
      [1, { type: 'acknowledgeCard', person: STRANGER, ...card }],
      [2, approves(OWNER)],
    )
      .when(3, rejects(STRANGER))
      .refused('already-decided');
  });

  it('tells why it was rejected', () => {
    given(...PENDING, [1, rejects(OWNER, { reason: 'not now' })])
      .when(2, approves(OWNER))
      .refused('already-decided', {
        outcome: {
          status: 'rejected',
          decided: { at: at(1), by: person(OWNER), reason: 'not now' },
        },
      });
  });

  it('tells strangers nothing', () => {
    given(...APPROVED)
      .when(6 * MINUTE, approves(STRANGER))
      .refused('not-entitled');
    given(...APPROVED)
      .when(6 * MINUTE, rejects(ADMIN))
      .refused('not-entitled');
  });

  it('silence has ended it at exactly its time, written or not', () => {
    given(...PENDING)
      .when(DAY - 1, approves(OWNER))
      .happens('request-answered', 'request-approved');
    const outcome = { status: 'expired', decided: { at: at(DAY), by } } as const;
    given(...PENDING)
      .when(DAY, approves(OWNER))
      .refused('already-decided', { outcome });
    given(...PENDING)
      .when(DAY, rejects(OWNER))
      .refused('already-decided', { outcome });
    given(...PENDING, [DAY + 5, { type: 'settle' }])
      .when(DAY + 9, approves(OWNER))
      .refused('already-decided', { outcome });
    given(...FINANCE, [1, approves(MONEY1)])
      .when(DAY, approves(MONEY1))
      .refused('already-decided', { outcome });
  });
});

describe('a pause holds', () => {
  const hits = [pause(0, 5)];

  it('approve is refused, reject is not, and the clock runs', () => {
    given(...PENDING)
      .when(1, approves(OWNER), { hits })
      .refused('held', { pause: 'P-1' });
    given(...PENDING)
      .when(1, rejects(OWNER), { hits })
      .happens('request-answered', 'request-rejected');
    given(...PENDING)
      .when(DAY, { type: 'settle' }, { hits })
      .happens('request-expired');
  });

  it('a lifted one holds nothing', () => {
    given(...PENDING)
      .when(2, approves(OWNER), { hits: [pause(1, 11, { live: false })] })
      .happens('request-answered', 'request-approved');
  });
});
