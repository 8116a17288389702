import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../src/features/approvals/domain/commands.ts';
import {
  type RequestEvent,
  requestEvents,
} from '../../../../src/features/approvals/domain/events.ts';
import { evolve } from '../../../../src/features/approvals/domain/evolve.ts';
import type { Recorded } from '../../../../src/kernel/events.ts';
import { DAY } from '../../../../src/kernel/instant.ts';
import type { PersonId } from '../../../../src/kernel/people.ts';
import {
  ADMIN,
  agentState,
  approves,
  asked,
  at,
  BACKUP,
  BOARD,
  CHAIN_PLAN,
  given,
  OWNER,
  PENDING,
  ROLE_GROUPS,
  rejects,
  SECURITY,
  SECURITY_GROUP,
  STRANGER,
} from './world.ts';

/** Time has asked these in the owner's place. */
const late = (to: 'manager' | 'board', who: PersonId) => {
  const people = { business: OWNER, technical: ADMIN, backup: BACKUP, escalation: [to] };
  const agent = agentState({ people });
  const plan: Plan = {
    stages: [
      { seat: { kind: 'businessOwner', owner: OWNER, backup: BACKUP, later: [to] }, quorum: 1 },
    ],
    windowMs: DAY,
  };
  const story = given(
    [0, asked({ plan })],
    [0.95 * DAY, { type: 'escalate', to, found: [who] }, { agent }],
  );
  const manager = to === 'manager' ? who : undefined;
  return story.when(0.96 * DAY, approves(who, { lookedUp }), { agent, manager });
};
const lookedUp = { rolesFrom: ROLE_GROUPS, at: at(3) };

describe('what gave the right to answer is written with the answer', () => {
  const chain = given([0, asked({ plan: CHAIN_PLAN })], [1, approves(OWNER)]);

  it('of a role: the Entra group, and by when it was looked up', () => {
    const verdict = chain.when(5, approves(SECURITY, { lookedUp }));
    const right = { by: 'role', source: 'directory', group: SECURITY_GROUP, at: at(3) };
    expect(verdict.event('request-answered').data).toMatchObject({ as: 'security', right });
    expect(verdict.state.stages[1]?.answers).toMatchObject([{ person: SECURITY, right }]);
    const no = chain.when(5, rejects(SECURITY, { lookedUp }));
    expect(no.event('request-answered').data.right).toEqual(right);
  });

  it('of a role that was activated: by which activation, where that was looked up for its group', () => {
    const activation = { state: 'active', id: 'a-1', ends: at(9) } as const;
    const found = (group: string) =>
      chain
        .when(
          5,
          approves(SECURITY, {
            lookedUp: { ...lookedUp, activations: new Map([[group, activation]]) },
          }),
        )
        .event('request-answered').data.right;
    expect(found(SECURITY_GROUP)).toMatchObject({ group: SECURITY_GROUP, activation });
    expect(found(ADMIN)).not.toHaveProperty('activation');
  });

  it('of a role that somebody has besides others: the group of the seat’s', () => {
    const roles = new Set(['board', 'security'] as const);
    const verdict = chain.when(5, approves(SECURITY, { lookedUp, roles }));
    expect(verdict.event('request-answered').data.right).toMatchObject({ group: SECURITY_GROUP });
  });

  it('of a role in the example organisation: no group', () => {
    const here = { rolesFrom: { source: 'example' }, at: at(3) } as const;
    const verdict = chain.when(5, approves(SECURITY, { lookedUp: here }));
    expect(verdict.event('request-answered').data.right).toEqual({
      by: 'role',
      source: 'example',
      at: at(3),
    });
  });

  it('of owner and backup: the record that names them', () => {
    const right = { by: 'registry', writtenAt: at(2) };
    const agent = agentState({ changedAt: at(2) });
    for (const [when, who] of [
      [5, OWNER],
      [0.8 * DAY, BACKUP],
    ] as const) {
      const verdict = given(...PENDING).when(when, approves(who, { lookedUp }), { agent });
      expect(verdict.event('request-answered').data.right).toEqual(right);
    }
  });

  it('of a manager: who reported to them', () => {
    const verdict = late('manager', STRANGER);
    const right = { by: 'manager', source: 'directory', of: OWNER, at: at(3) };
    expect(verdict.event('request-answered').data).toMatchObject({ as: 'manager', right });
  });

  it('of the board in the owner’s place: its group', () => {
    const verdict = late('board', BOARD);
    const group = ROLE_GROUPS.source === 'directory' ? ROLE_GROUPS.groups.board : undefined;
    expect(verdict.event('request-answered').data).toMatchObject({
      as: 'board',
      right: { by: 'role', group },
    });
  });

  it('is absent from older answers, which fold as ever', () => {
    const verdict = given(...PENDING).when(1, approves(OWNER));
    const { right: _right, ...older } = verdict.event('request-answered').data;
    expect(requestEvents['request-answered'].parse(older)).toEqual(older);
    const recorded: Recorded<RequestEvent> = {
      type: 'request-answered',
      data: older,
      log: 'g',
      seq: 12,
      at: at(1),
      by: { kind: 'person', id: OWNER },
    };
    expect(evolve(given(...PENDING).state, recorded, 'AR-7').stages[0]?.answers).toEqual([
      { person: OWNER, as: 'owner', answer: 'approve', at: at(1) },
    ]);
  });

  it('is of a closed shape', () => {
    const { data } = given(...PENDING)
      .when(1, approves(OWNER))
      .event('request-answered');
    const wrong = [
      { by: 'registry', writtenAt: at(2), note: 'x' },
      { by: 'role', source: 'token', at: at(2) },
      { by: 'role', source: 'directory', group: 'everybody', at: at(2) },
      { by: 'manager', source: 'directory', of: 'somebody', at: at(2) },
    ];
    for (const right of wrong)
      expect(requestEvents['request-answered'].safeParse({ ...data, right }).success).toBe(false);
  });
});
