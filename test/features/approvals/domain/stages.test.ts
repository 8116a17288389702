import { describe, expect, it } from 'vitest';
import { answerers } from '../../../../src/features/approvals/domain/seats.ts';
import {
  agentState,
  approves,
  around,
  asked,
  at,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  FINANCE,
  given,
  MONEY1,
  MONEY2,
  MONEY3,
  OWNER,
  PENDING,
  rejects,
  SECURITY,
  STRANGER,
  someone,
} from './world.ts';

describe('stage after stage', () => {
  const chain = [[0, asked({ plan: CHAIN_PLAN })]] as const;

  it('opens the next seat when one is filled, and approves at the last', () => {
    const first = given(...chain).when(1, approves(OWNER));
    first.happens('request-answered', 'request-advanced');
    expect(first.state).toMatchObject({ status: 'pending', stage: 1 });
    expect(first.state.stages[1]).toMatchObject({ openedAt: at(1), invited: [SECURITY] });
    const second = given(...chain, [1, approves(OWNER)]).when(5, approves(SECURITY));
    second.happens('request-answered', 'request-advanced');
    expect(second.event('request-answered').data).toMatchObject({ stage: 1, waitedMs: 4 });
    expect(second.event('request-advanced').data.invited).toEqual([BOARD]);
    const members = { board: [STRANGER, SECURITY, BOARD] };
    const many = given(...chain, [1, approves(OWNER)]).when(5, approves(SECURITY), { members });
    expect(many.event('request-advanced').data.invited).toEqual([STRANGER, BOARD]);
    const last = given(...chain, [1, approves(OWNER)], [5, approves(SECURITY)]).when(
      6,
      approves(BOARD),
    );
    last.happens('request-answered', 'request-approved');
    expect(last.state.approval).toEqual({
      at: at(6),
      seq: 16,
      approvers: [OWNER, SECURITY, BOARD],
    });
  });

  it('nobody answers out of turn, or twice', () => {
    given(...chain)
      .when(1, approves(SECURITY))
      .refused('not-entitled');
    const atBoard = given(...chain, [1, approves(OWNER)], [2, approves(SECURITY)]);
    atBoard.when(3, approves(SECURITY, { roles: new Set(['board']) })).nothing();
    atBoard.when(3, rejects(SECURITY, { roles: new Set(['board']) })).refused('already-answered');
    atBoard.when(3, approves(BACKUP)).refused('not-entitled');
  });

  it('tells everybody of any seat, later ones too, who decided', () => {
    const over = given(...chain, [1, rejects(OWNER)]);
    over.when(2, approves(SECURITY)).refused('already-decided');
    over.when(2, approves(BACKUP)).refused('already-decided');
    over.when(2, approves(STRANGER)).refused('not-entitled');
  });

  it('ends at any stage with one rejection', () => {
    given(...chain, [1, approves(OWNER)])
      .when(2, rejects(SECURITY))
      .happens('request-answered', 'request-rejected');
  });

  it('says who may answer now', () => {
    expect(answerers(given(...chain).state, around(1))).toEqual([OWNER]);
    const window = CHAIN_PLAN.windowMs;
    expect(answerers(given(...chain).state, around(0.8 * window))).toEqual([OWNER, BACKUP]);
    const atBoard = given(...chain, [1, approves(OWNER)], [2, approves(SECURITY)]);
    expect(answerers(atBoard.state, around(3))).toEqual([BOARD]);
    const excluded = around(1, { agent: agentState({ ownerSetBy: OWNER }) });
    expect(answerers(given(...chain).state, excluded)).toEqual([BACKUP]);
    expect(answerers(given(...FINANCE, [1, approves(MONEY2)]).state, around(2))).toEqual([
      MONEY1,
      MONEY3,
    ]);
    expect(
      answerers(given(...PENDING).state, around(1, { members: { finance: [someone(90)] } })),
    ).toEqual([OWNER]);
  });
});
