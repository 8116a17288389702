import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../../src/kernel/instant.ts';
import {
  ACTION,
  ADMIN,
  APPROVED,
  agentState,
  approves,
  asked,
  at,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  connectorState,
  DIGEST,
  FINANCE,
  FINANCE_PLAN,
  given,
  MONEY1,
  OWNER,
  PENDING,
  person,
  rejects,
  STRANGER,
} from './world.ts';

const EIGHTY = 0.8 * DAY;

describe('who has a part has no say', () => {
  it.each([
    ['requester', { by: person(OWNER) }, {}],
    ['beneficiary', { subject: { ...ACTION, onBehalfOf: 'me', beneficiary: OWNER } }, {}],
    ['ownerSetter', {}, { agent: agentState({ ownerSetBy: OWNER }) }],
    ['effectSetter', {}, { connector: connectorState({ effectSetBy: { send: OWNER } }) }],
    [
      'agentIdentity',
      {},
      {
        agent: agentState({
          record: { ...agentState().record, identities: [BOARD, OWNER.toUpperCase()] },
        }),
      },
    ],
  ] as const)('%s', (why, ask, world) => {
    given([0, asked(ask)])
      .when(1, approves(OWNER), world)
      .refused('excluded', { why });
    given([0, asked(ask)])
      .when(1, rejects(OWNER), world)
      .refused('excluded', { why });
    given([0, asked(ask)])
      .when(1, approves(BACKUP), world)
      .happens('request-answered', 'request-approved');
  });

  it('whoever would answer for a deviation, and whoever would act as the agent', () => {
    const deviation = {
      kind: 'deviation',
      agentId: 'writer',
      environment: 'pilot',
      from: 'retention',
      what: 'Its records are kept for a week.',
      why: 'A trial.',
      owner: OWNER,
      until: at(DAY),
      digest: DIGEST,
    } as const;
    const identities = {
      kind: 'boundsChange',
      agentId: 'writer',
      environment: 'pilot',
      changes: { identities: [OWNER.toUpperCase()] },
      from: {},
      reason: 'It moved.',
      digest: DIGEST,
    } as const;
    const agent = agentState({ record: { ...agentState().record, environment: 'pilot' } });
    for (const [subject, why] of [
      [deviation, 'deviationOwner'],
      [identities, 'agentIdentity'],
    ] as const) {
      const first = [0, asked({ subject, plan: CHAIN_PLAN }), { agent }] as const;
      const pending = given(first);
      expect(pending.state.audience.map((viewer) => viewer.person)).toEqual([BACKUP]);
      pending.when(1, approves(OWNER), { agent }).refused('excluded', { why });
      pending.when(1, rejects(OWNER), { agent }).refused('excluded', { why });
      pending.when(1, approves(BACKUP), { agent }).happens('request-answered', 'request-advanced');
      const { business, technical } = agent.people;
      const alone = agentState({ ...agent, people: { business, technical } });
      given()
        .when(0, asked({ subject, plan: CHAIN_PLAN }), { agent: alone })
        .refused('no-approver');
    }
  });

  it('an identity of any agent, another’s too', () => {
    given(...PENDING)
      .when(1, approves(OWNER, { identityOf: 'other' }))
      .refused('excluded', { why: 'agentIdentity' });
  });

  it('whoever set the effect of the tool that a dispatcher calls', () => {
    const subject = { ...ACTION, facts: { ...ACTION.facts, effectiveTool: 'inner' } };
    const connector = connectorState({ effectSetBy: { inner: OWNER } });
    given([0, asked({ subject })])
      .when(1, approves(OWNER), { connector })
      .refused('excluded', { why: 'effectSetter' });
  });

  it('at a role’s seat too', () => {
    const by = person(MONEY1);
    given([0, asked({ plan: FINANCE_PLAN, by })])
      .when(1, approves(MONEY1))
      .refused('excluded', { why: 'requester' });
  });
});

describe('the backup', () => {
  it('may answer from 80 % of the window on, whether or not anybody has asked them', () => {
    given(...PENDING)
      .when(EIGHTY - 1, approves(BACKUP))
      .refused('backup-not-yet', { from: at(EIGHTY) });
    const late = given(...PENDING).when(EIGHTY, approves(BACKUP));
    expect(late.event('request-answered').data.as).toBe('backup');
    given(...PENDING)
      .when(EIGHTY, approves(OWNER))
      .happens('request-answered', 'request-approved');
  });

  it('may at once where two of the seat must agree', () => {
    const plan = {
      ...CHAIN_PLAN,
      stages: CHAIN_PLAN.stages.slice(0, 1).map((s) => ({ ...s, quorum: 2 })),
    };
    given([0, asked({ plan })], [1, approves(BACKUP)])
      .when(2, approves(OWNER))
      .happens('request-answered', 'request-approved');
  });

  it('is asked once, when the time has come', () => {
    given(...PENDING)
      .when(EIGHTY - 1, { type: 'joinBackup' })
      .nothing();
    const asks = given(...PENDING).when(EIGHTY, { type: 'joinBackup' });
    asks.happens('request-backup-joined');
    expect(asks.state.audience.map((viewer) => viewer.person)).toEqual([OWNER, BACKUP]);
    expect(asks.state.round).toBe(1);
    const joined = given(...PENDING, [EIGHTY, { type: 'joinBackup' }]);
    joined.when(EIGHTY + 1, { type: 'joinBackup' }).nothing();
    given(...APPROVED)
      .when(EIGHTY, { type: 'joinBackup' })
      .nothing();
    given(...PENDING)
      .when(DAY, { type: 'joinBackup' })
      .nothing();
    given(...FINANCE)
      .when(EIGHTY, { type: 'joinBackup' })
      .nothing();
  });

  it('is not asked where they are excluded by then, and the timer ends all the same', () => {
    const agent = agentState({ ownerSetBy: BACKUP });
    const asks = given(...PENDING).when(EIGHTY, { type: 'joinBackup' }, { agent });
    expect(asks.event('request-backup-joined').data.invited).toEqual([]);
    expect(asks.state.stages[0]?.backupJoined).toBe(true);
  });
});

describe('a change of owner', () => {
  const agent = agentState({ people: { business: STRANGER, technical: ADMIN, backup: OWNER } });

  it('moves the seat, asks the new owner, and kills every view made before', () => {
    const moved = given(...PENDING).when(1, { type: 'reseat' }, { agent });
    moved.happens('request-reseated');
    expect(moved.state).toMatchObject({
      round: 2,
      stages: [
        { seat: { owner: STRANGER, backup: OWNER }, invited: [STRANGER], backupJoined: false },
      ],
    });
    expect(moved.state.audience.map((viewer) => viewer.person)).toEqual([OWNER, STRANGER]);
  });

  it('asks the new backup with the new owner after 80 %', () => {
    const moved = given(...PENDING).when(EIGHTY, { type: 'reseat' }, { agent });
    expect(moved.state.stages[0]).toMatchObject({ invited: [STRANGER, OWNER], backupJoined: true });
  });

  it('changes nothing where the owner is the same, the agent gone, a role sits there, or all is over', () => {
    given(...PENDING)
      .when(1, { type: 'reseat' })
      .nothing();
    given(...PENDING)
      .when(1, { type: 'reseat' }, { agent: undefined })
      .nothing();
    given(...FINANCE)
      .when(1, { type: 'reseat' }, { agent })
      .nothing();
    given(...APPROVED)
      .when(6 * MINUTE, { type: 'reseat' }, { agent })
      .nothing();
  });
});
