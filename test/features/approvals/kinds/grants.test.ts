import { describe, expect, it } from 'vitest';
import type { Context, GiveAnswer } from '../../../../src/features/approvals/domain/commands.ts';
import type { RequestEvent } from '../../../../src/features/approvals/domain/events.ts';
import type { RequestState } from '../../../../src/features/approvals/domain/state.ts';
import { planConnector } from '../../../../src/features/approvals/kinds/connector.ts';
import { carriedOut, confirming } from '../../../../src/features/approvals/kinds/kinds.ts';
import { rightDigest } from '../../../../src/features/approvals/kinds/rights.ts';
import { planTier } from '../../../../src/features/approvals/kinds/tierEscalation.ts';
import type {
  ConnectorRecord,
  ConnectorState,
  Tier,
} from '../../../../src/features/registry/domain/model.ts';
import { DAY, HOUR } from '../../../../src/kernel/instant.ts';
import {
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
  given,
  OWNER,
  person,
  rejects,
  SECURITY,
  STRANGER,
  TIER,
} from '../domain/world.ts';

const people = { business: OWNER, technical: ADMIN, backup: BACKUP };
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
        ...(state.connectorId !== undefined && { connectorId: state.connectorId }),
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
        ...(state.connectorId !== undefined && { connectorId: state.connectorId }),
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
