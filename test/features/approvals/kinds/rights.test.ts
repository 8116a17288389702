import { describe, expect, it } from 'vitest';
import type {
  AskedConnector,
  AskedTier,
  Context,
  GiveAnswer,
} from '../../../../src/features/approvals/domain/commands.ts';
import type { RequestEvent } from '../../../../src/features/approvals/domain/events.ts';
import type { RequestState } from '../../../../src/features/approvals/domain/state.ts';
import { planConnector } from '../../../../src/features/approvals/kinds/connector.ts';
import {
  carriedOut,
  confirming,
  lossOf,
  obstacle,
} from '../../../../src/features/approvals/kinds/kinds.ts';
import { rightDigest } from '../../../../src/features/approvals/kinds/rights.ts';
import { planTier } from '../../../../src/features/approvals/kinds/tierEscalation.ts';
import type {
  ConnectorRecord,
  ConnectorState,
  Tier,
} from '../../../../src/features/registry/domain/model.ts';
import {
  presentAgent,
  presentConnector,
} from '../../../../src/features/registry/domain/present.ts';
import { DAY, HOUR } from '../../../../src/kernel/instant.ts';
import {
  ACTION,
  ADMIN,
  agentState,
  approves,
  around,
  asked,
  at,
  BACKUP,
  CONNECTOR,
  connectorState,
  DIGEST,
  FACTS,
  given,
  OWNER,
  person,
  rejects,
  SECURITY,
  STRANGER,
  TIER,
} from '../domain/world.ts';

const people = { business: OWNER, technical: ADMIN, backup: BACKUP };
const seats = (plan: { stages: readonly { seat: { kind: string } }[] }) =>
  plan.stages.map(({ seat }) => ('role' in seat ? seat.role : seat.kind));

const desk = (change: Partial<ConnectorRecord> = {}): ConnectorState => ({
  ...connectorState(),
  record: {
    ...connectorState().record,
    id: 'desk',
    status: 'probation',
    environments: ['pilot'],
    tierCeiling: 'draftOnly',
    tools: [{ name: 'list', effect: 'read' }],
    ...change,
  },
});

/** Without the connector that is asked for. */
const nothingListed = (change: Partial<Context> = {}): Context =>
  around(0, { connector: undefined, ...change });

const withTier = (tier: Tier) =>
  agentState({
    record: {
      ...agentState().record,
      capabilities: [{ connectorId: 'post', tier, reason: 'it writes' }],
    },
  });

const tierContext = (change: Partial<Context> = {}): Context =>
  around(0, { agent: withTier('draftOnly'), ...change });

describe('who reviews', () => {
  it('a connector: owner, security, admin, and compliance where the data asks for it', () => {
    expect(seats(planConnector(CONNECTOR, people, at(0)))).toEqual([
      'businessOwner',
      'security',
      'admin',
    ]);
    for (const question of [
      'confidentialNotes',
      'executiveMailboxes',
      'hrDocuments',
      'legalCorrespondence',
    ]) {
      const dataClassification = { ...CONNECTOR.dataClassification, [question]: true };
      expect(seats(planConnector({ dataClassification }, people, at(0)))).toEqual([
        'businessOwner',
        'security',
        'compliance',
        'admin',
      ]);
    }
  });

  it('a tier: owner and security, and the board for acting in production', () => {
    for (const environment of ['dev', 'pilot', 'production'] as const)
      for (const toTier of ['readOnly', 'draftOnly', 'delegatedAction'] as const) {
        const board = environment === 'production' && toTier === 'delegatedAction';
        expect(seats(planTier({ toTier, environment }, people, at(0)))).toEqual([
          'businessOwner',
          'security',
          ...(board ? ['board'] : []),
        ]);
      }
  });

  it('has five working days, and nothing to redeem or undo', () => {
    const plans = [planConnector(CONNECTOR, people, at(0)), planTier(TIER, people, at(0))];
    for (const plan of plans)
      expect(plan).toEqual({ stages: expect.any(Array), windowMs: 7 * DAY });
  });
});

describe('what stands in the way of a connector', () => {
  const wants = (change: Partial<AskedConnector>, context: Context) =>
    obstacle({ ...CONNECTOR, ...change }, context)?.code;

  it('nothing, where it is not listed and not for production', () => {
    for (const environment of ['dev', 'pilot'] as const)
      expect(wants({ environment }, nothingListed())).toBeUndefined();
    for (const status of ['rejected', 'revoked'] as const)
      expect(wants({}, around(0, { connector: desk({ status }) }))).toBeUndefined();
  });

  it('production, where it is not even on probation', () => {
    const environment = 'production';
    expect(wants({ environment }, nothingListed())).toBe('probation-first');
    for (const status of ['rejected', 'revoked'] as const)
      expect(wants({ environment }, around(0, { connector: desk({ status }) }))).toBe(
        'probation-first',
      );
    expect(wants({ environment }, around(0, { connector: desk() }))).toBeUndefined();
  });

  it('an agent that is not there', () => {
    expect(wants({}, nothingListed({ agent: undefined }))).toBe('unknown-agent');
    const retired = agentState({ status: 'retired' });
    expect(wants({}, nothingListed({ agent: retired }))).toBe('agent-retired');
  });

  it('that it is there already', () => {
    const has = agentState({
      record: {
        ...agentState().record,
        capabilities: [{ connectorId: 'desk', tier: 'readOnly', reason: 'reads' }],
      },
    });
    const labels = ['public', 'general', 'confidential'] as const;
    const listed = desk({ tools: CONNECTOR.tools, labels });
    expect(wants({}, around(0, { agent: has, connector: listed }))).toBe('nothing-to-grant');
    expect(wants({}, around(0, { agent: has, connector: desk({ labels }) }))).toBeUndefined();
  });
});

describe('what stands in the way of a tier', () => {
  const wants = (change: Partial<AskedTier>, context: Context) =>
    obstacle({ ...TIER, ...change }, context)?.code;

  it('nothing, where it is higher and below the ceiling', () => {
    expect(wants({}, tierContext())).toBeUndefined();
  });

  it('a connector that is not listed, revoked, or over its probation', () => {
    expect(wants({}, tierContext({ connector: undefined }))).toBe('unknown-connector');
    const record = connectorState().record;
    const revoked = connectorState({ record: { ...record, status: 'revoked' } });
    expect(wants({}, tierContext({ connector: revoked }))).toBe('connector-revoked');
    const probation = connectorState({
      record: { ...record, status: 'probation', probationEnds: at(0) },
    });
    const over = presentConnector(probation, at(0));
    expect(wants({}, tierContext({ connector: over }))).toBe('connector-revoked');
    const still = presentConnector(probation, at(-1));
    expect(wants({}, tierContext({ connector: still }))).toBeUndefined();
  });

  it('a ceiling, no capability, no agent, nothing to raise', () => {
    const record = { ...connectorState().record, tierCeiling: 'draftOnly' as const };
    expect(wants({}, tierContext({ connector: connectorState({ record }) }))).toBe('above-ceiling');
    expect(wants({ connectorId: 'desk' }, tierContext())).toBe('no-capability');
    expect(wants({}, tierContext({ agent: undefined }))).toBe('unknown-agent');
    for (const toTier of ['readOnly', 'draftOnly'] as const)
      expect(wants({ toTier }, tierContext())).toBe('nothing-to-grant');
  });

  it('not that it is raised already, for that may be prolonged', () => {
    const raised = {
      ...withTier('draftOnly'),
      raises: [{ connectorId: 'post', tier: 'delegatedAction', until: at(DAY), request: 'AR-1' }],
    } as const;
    const agent = presentAgent(raised, at(0));
    expect(agent.record.capabilities[0]?.tier).toBe('delegatedAction');
    expect(wants({}, tierContext({ agent }))).toBeUndefined();
    expect(presentAgent(raised, at(DAY)).record.capabilities[0]?.tier).toBe('draftOnly');
  });
});

describe('what an approval of an action rests on', () => {
  it('a tier that covers it and a connector that may be used', () => {
    expect(obstacle(ACTION, around(0))).toBeUndefined();
    expect(obstacle(ACTION, around(0, { agent: withTier('draftOnly') }))).toMatchObject({
      code: 'tier-ended',
      tier: 'draftOnly',
    });
    expect(obstacle(ACTION, around(0, { connector: undefined }))?.code).toBe('connector-revoked');
    const drafts = { ...ACTION, facts: { ...FACTS, effect: 'draft' as const } };
    expect(obstacle(drafts, around(0, { agent: withTier('draftOnly') }))).toBeUndefined();
  });
});

const CHAIN = planConnector(CONNECTOR, people, at(0));
const CONNECTOR_ASKED = asked({ plan: CHAIN, subject: CONNECTOR, by: person(STRANGER) });
const TIER_ASKED = asked({
  plan: planTier(TIER, people, at(0)),
  subject: TIER,
  by: person(STRANGER),
});

/** The request before its last answer, and what that answer leads to. */
function last(state: RequestState, answer: GiveAnswer, context: Context) {
  const confirmed = confirming(answer, state);
  if ('code' in confirmed) throw new Error(confirmed.code);
  const events: RequestEvent[] = [
    {
      type: 'request-answered',
      data: {
        request: 'AR-7',
        kind: state.kind,
        agentId: 'writer',
        connectorId: state.connectorId,
        person: answer.person,
        answer: answer.answer,
        digest: DIGEST,
        stage: state.stage,
        round: 1,
        as: 'admin',
        waitedMs: 0,
        ...(confirmed.confirms && { confirms: confirmed.confirms }),
      },
    },
    {
      type: answer.answer === 'approve' ? 'request-approved' : 'request-rejected',
      data: {
        request: 'AR-7',
        kind: state.kind,
        agentId: 'writer',
        connectorId: state.connectorId,
        waitedMs: 0,
        approvers: [answer.person],
        person: answer.person,
      },
    } as RequestEvent,
  ];
  return carriedOut(state, events, context);
}

describe('what deciding does', () => {
  const reviewed = () =>
    given([0, CONNECTOR_ASKED], [HOUR, approves(OWNER)], [HOUR, approves(SECURITY)]).state;

  it('lists a connector on probation and lets the agent read with it', () => {
    const [listed, granted] = last(reviewed(), approves(ADMIN), nothingListed({ now: at(DAY) }));
    expect(listed).toMatchObject({
      type: 'connector-put-on-probation',
      data: {
        request: 'AR-7',
        requester: person(STRANGER),
        confirmedBy: ADMIN,
        confirmed: ['list', 'close'],
        connector: {
          id: 'desk',
          status: 'probation',
          environments: ['pilot'],
          tierCeiling: 'draftOnly',
          tools: CONNECTOR.tools,
          probationEnds: at(31 * DAY),
        },
      },
    });
    expect(granted).toEqual({
      type: 'capability-granted',
      data: {
        agentId: 'writer',
        connectorId: 'desk',
        tier: 'readOnly',
        reason: 'Forty tickets a day.',
        request: 'AR-7',
      },
    });
  });

  it('counts what was not confirmed at its worst', () => {
    const partly = { ...approves(ADMIN), confirms: [] };
    const [listed] = last(reviewed(), partly, nothingListed());
    expect(listed?.data).toMatchObject({
      confirmed: [],
      connector: {
        tools: [
          { name: 'list', effect: 'write', reversible: false },
          { name: 'close', effect: 'write', reversible: false },
        ],
      },
    });
  });

  it('adds to a listed connector without touching its class, ceiling or end', () => {
    const connector = desk({ systemClass: 'finance', probationEnds: at(DAY) });
    const [event] = last(reviewed(), approves(ADMIN), around(0, { connector }));
    expect(event).toMatchObject({
      type: 'connector-widened',
      data: {
        connector: {
          systemClass: 'finance',
          tierCeiling: 'draftOnly',
          probationEnds: at(DAY),
          tools: CONNECTOR.tools,
        },
      },
    });
  });

  it('rejecting leaves an entry, save over one that says something else', () => {
    const state = given([0, CONNECTOR_ASKED]).state;
    const rejected = rejects(OWNER);
    for (const connector of [undefined, desk({ status: 'rejected' })])
      expect(last(state, rejected, around(0, { connector }))).toMatchObject([
        {
          type: 'connector-rejected',
          data: { connector: { status: 'rejected', environments: [] } },
        },
      ]);
    for (const status of ['approved', 'probation', 'revoked'] as const)
      expect(last(state, rejected, around(0, { connector: desk({ status }) }))).toEqual([]);
  });

  it('raises a tier until its date', () => {
    const state = given([0, TIER_ASKED], [0, approves(OWNER)], [0, approves(SECURITY)]).state;
    expect(last(state, approves(ADMIN), tierContext({ now: at(HOUR) }))).toEqual([
      {
        type: 'tier-raised',
        data: {
          agentId: 'writer',
          connectorId: 'post',
          tier: 'delegatedAction',
          until: at(HOUR + 30 * DAY),
          reason: 'It goes well.',
          request: 'AR-7',
        },
      },
    ]);
    expect(last(state, rejects(ADMIN), tierContext())).toEqual([]);
  });

  it('does nothing to the registry for an action', () => {
    const { action } = given([0, asked()]);
    expect(last(action, approves(OWNER), around(0))).toEqual([]);
    expect(last(action, rejects(OWNER), around(0))).toEqual([]);
  });
});

describe('confirming', () => {
  const pending = given([0, CONNECTOR_ASKED]).state;

  it('is the admin’s, and of the tools that were asked for', () => {
    const some = { ...approves(OWNER), confirms: ['list'] };
    expect(confirming(some, pending)).toEqual({ code: 'not-to-confirm', tools: ['list'] });
    expect(confirming(approves(OWNER), pending)).toEqual(approves(OWNER));
    expect(confirming({ ...approves(OWNER), confirms: [] }, pending)).not.toHaveProperty('code');
    const admin = given([0, CONNECTOR_ASKED], [0, approves(OWNER)], [0, approves(SECURITY)]).state;
    const strange = { ...approves(ADMIN), confirms: ['list', 'erase'] };
    expect(confirming(strange, admin)).toEqual({ code: 'not-to-confirm', tools: ['erase'] });
    expect(confirming(approves(ADMIN), admin)).toMatchObject({ confirms: ['list', 'close'] });
    expect(confirming(rejects(ADMIN), admin)).toEqual(rejects(ADMIN));
  });
});

describe('what a request rested on', () => {
  const action = given([0, asked()]).action;
  const tier = given([0, TIER_ASKED]).state;
  const revoked = connectorState({
    record: { ...connectorState().record, status: 'revoked' },
  });

  it('is gone with the tier or the connector', () => {
    expect(lossOf(action, around(0))).toBeUndefined();
    expect(lossOf(action, around(0, { agent: withTier('readOnly') }))).toBe('tierEnded');
    expect(lossOf(action, around(0, { connector: revoked }))).toBe('connectorRevoked');
    expect(lossOf(tier, tierContext({ connector: revoked }))).toBe('connectorRevoked');
    expect(lossOf(tier, tierContext())).toBeUndefined();
  });

  it('is not gone while nobody has decided about a probation that is over', () => {
    const record = {
      ...connectorState().record,
      status: 'probation' as const,
      probationEnds: at(0),
    };
    const over = presentConnector(connectorState({ record }), at(0));
    expect(lossOf(action, around(0, { connector: over }))).toBeUndefined();
  });

  it('is nothing for a connector that is asked for', () => {
    expect(lossOf(given([0, CONNECTOR_ASKED]).state, around(0, { connector: revoked }))).toBe(
      undefined,
    );
  });
});

describe('the digest of a right', () => {
  it('covers every field and the tenant', () => {
    const { digest: _, ...draft } = CONNECTOR;
    const one = rightDigest('t1', draft);
    expect(rightDigest('t1', { ...draft })).toBe(one);
    expect(rightDigest('t2', draft)).not.toBe(one);
    for (const field of Object.keys(draft).filter((name) => name !== 'kind')) {
      const other = { ...draft, [field]: 'other' };
      expect(rightDigest('t1', other)).not.toBe(one);
    }
  });
});
