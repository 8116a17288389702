import { describe, expect, it } from 'vitest';
import { MOST_PENDING } from '../../../../src/features/approvals/domain/openRequests.ts';
import {
  askAgainAt,
  MOST_WITHDRAWN,
  withdrawnBy,
} from '../../../../src/features/approvals/domain/withdrawals.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/kernel/instant.ts';
import {
  ACTION,
  ADMIN,
  AGENT,
  APPROVED,
  agentState,
  around,
  asked,
  at,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  connectorState,
  DIGEST,
  FINANCE_PLAN,
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
  someone,
} from './world.ts';

const again = asked({ id: 'AR-8' });
const full = (due: number) => ({
  pending: Array.from({ length: MOST_PENDING }, (_, i) => ({
    id: `AR-${i + 20}`,
    due: at(due + i),
  })),
  approved: [],
});

describe('asking', () => {
  it('opens a request that carries what was asked, by whom, and who is asked first', () => {
    const { state } = given().when(0, asked());
    expect(state).toMatchObject({
      id: 'AR-7',
      kind: 'outboundAction',
      status: 'pending',
      requester: AGENT,
      agentId: 'writer',
      connectorId: 'post',
      tool: 'send',
      arguments: ACTION.arguments,
      digest: DIGEST,
      askedAt: at(0),
      askedSeq: 10,
      due: at(DAY),
      round: 1,
      stage: 0,
    });
    expect(state.audience.map((viewer) => viewer.person)).toEqual([OWNER]);
  });

  it('asks every finance controller at once, and wants two of them', () => {
    const { state } = given().when(0, asked({ plan: FINANCE_PLAN }));
    expect(state.stages).toMatchObject([{ quorum: 2, invited: [MONEY1, MONEY2, MONEY3] }]);
    expect(state).toMatchObject({ redeemMs: 15 * MINUTE, undoMs: 10 * MINUTE });
  });

  it('finds an equal request that is pending', () => {
    given(...PENDING)
      .when(HOUR, again)
      .nothing();
  });

  it('finds an equal request that is approved and not redeemed', () => {
    given(...APPROVED)
      .when(HOUR, again)
      .nothing();
  });

  it('finds an equal pending request before it says that the agent is paused or has too many', () => {
    given(...PENDING)
      .when(HOUR, asked({ id: 'AR-8', open: full(DAY) }), { hits: [pause(1, 99)] })
      .nothing();
  });

  it('opens another request once the last one has ended', () => {
    const ended = given(...PENDING, [1, rejects(OWNER)]);
    ended.when(2, again).happens('request-asked');
    given(...APPROVED, [6 * MINUTE, redeems()])
      .when(7 * MINUTE, again)
      .happens('request-asked');
  });

  it('writes down first what nobody has written yet: expired, lapsed, void', () => {
    given(...PENDING)
      .when(DAY, again)
      .happens('request-expired', 'request-asked');
    given(...APPROVED)
      .when(65 * MINUTE, again)
      .happens('request-lapsed', 'request-asked');
    given(...APPROVED)
      .when(7 * MINUTE, again, { hits: [pause(6 * MINUTE, 99, { live: false })] })
      .happens('request-voided', 'request-asked');
  });

  it('is refused while a pause hits', () => {
    given()
      .when(0, asked(), { hits: [pause(0, 9)] })
      .refused('agent-paused', { pause: 'P-1' });
    given()
      .when(0, asked(), { hits: [pause(0, 9, { live: false })] })
      .happens('request-asked');
  });

  it('is refused when ten of the agent are pending, and says when the next one ends', () => {
    given()
      .when(0, asked({ open: full(HOUR) }))
      .refused('too-many-open', { limit: 10, next: at(HOUR) });
  });

  it('is refused once sixty were withdrawn within the hour, until that is over, and only to that asker', () => {
    const program = { kind: 'agent', id: 'writer' } as const;
    const person = { kind: 'person', id: ADMIN } as const;
    let withdrawn = withdrawnBy(undefined, program, at(0));
    for (let n = 1; n < MOST_WITHDRAWN - 1; n += 1)
      withdrawn = withdrawnBy(withdrawn, program, at(n * 1_000));
    const none = { pending: [], approved: [] };
    given()
      .when(30 * MINUTE, asked({ open: { ...none, withdrawn } }))
      .happens('request-asked');
    withdrawn = withdrawnBy(withdrawn, program, at(30 * MINUTE));
    const open = { ...none, withdrawn };
    given()
      .when(40 * MINUTE, asked({ open }))
      .refused('too-many-withdrawn', { limit: 60, next: at(HOUR), waitMs: 20 * MINUTE });
    given().when(HOUR, asked({ open })).happens('request-asked');
    expect(askAgainAt(withdrawn, person, at(40 * MINUTE))).toBeUndefined();
    expect(withdrawnBy(withdrawn, person, at(2 * HOUR))).toEqual({
      [ADMIN]: { since: at(2 * HOUR), count: 1 },
    });
  });

  it('does not count requests whose time is over, though nobody has written so', () => {
    given()
      .when(HOUR, asked({ open: full(HOUR) }))
      .happens('request-asked');
    given()
      .when(HOUR - 1, asked({ open: full(HOUR) }))
      .refused('too-many-open');
  });
});

describe('who is left to approve', () => {
  const noBackup = agentState({ people: { business: OWNER, technical: ADMIN } });

  it('asks the backup at once where the owner is excluded', () => {
    const { state } = given().when(0, asked({ by: person(OWNER) }));
    expect(state.stages[0]?.invited).toEqual([BACKUP]);
  });

  it('is refused where the owner is excluded and there is no backup, and names the seat', () => {
    given()
      .when(0, asked({ by: person(OWNER) }), { agent: noBackup })
      .refused('no-approver', { seat: { kind: 'businessOwner', owner: OWNER, backup: BACKUP } });
  });

  it('is refused where owner and backup are both excluded', () => {
    const subject = { ...ACTION, onBehalfOf: 'b', beneficiary: BACKUP };
    given()
      .when(0, asked({ by: person(OWNER), subject }))
      .refused('no-approver');
  });

  it('is refused where too few finance controllers are left', () => {
    const plan = FINANCE_PLAN;
    const members = { finance: [MONEY1, MONEY2] };
    given().when(0, asked({ plan }), { members }).happens('request-asked');
    given()
      .when(0, asked({ plan }), { members: { finance: [MONEY1, MONEY1] } })
      .refused('no-approver');
    given()
      .when(0, asked({ plan, by: person(MONEY1) }), { members })
      .refused('no-approver', {
        seat: { kind: 'role', role: 'finance' },
        quorum: 2,
      });
    given().when(0, asked({ plan }), { members: {} }).refused('no-approver');
  });

  it('does not count whoever set the owner or the effect, nor an identity of the agent', () => {
    const plan = FINANCE_PLAN;
    const members = { finance: [MONEY1, MONEY2, someone(90)] };
    given().when(0, asked({ plan }), { members }).happens('request-asked');
    given()
      .when(0, asked({ plan }), { members, agent: agentState({ ownerSetBy: MONEY1 }) })
      .refused('no-approver');
    given()
      .when(0, asked({ plan }), {
        members,
        connector: connectorState({ effectSetBy: { send: MONEY2 } }),
      })
      .refused('no-approver');
    given()
      .when(0, asked({ plan }), {
        members,
        connector: connectorState({ effectSetBy: { other: MONEY2 } }),
      })
      .happens('request-asked');
  });

  it('is refused where the agent is not known', () => {
    given().when(0, asked(), { agent: undefined }).refused('no-approver');
  });

  it('counts a person for one seat only, and finds the seating where there is one', () => {
    const plan = CHAIN_PLAN;
    const twoSeats = { security: [SECURITY], board: [SECURITY] };
    given()
      .when(0, asked({ plan }), { members: twoSeats })
      .refused('no-approver', {
        seat: { kind: 'role', role: 'board' },
      });
    const solvable = { security: [SECURITY, BOARD], board: [SECURITY] };
    given().when(0, asked({ plan }), { members: solvable }).happens('request-asked');
    given()
      .when(0, asked({ plan }), { members: around(0).members })
      .happens('request-asked');
  });
});
