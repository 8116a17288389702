import { describe, expect, it } from 'vitest';
import type {
  AskedConnector,
  AskedTier,
  Context,
} from '../../../../src/features/approvals/domain/commands.ts';
import { planConnector } from '../../../../src/features/approvals/kinds/connector.ts';
import { lossOf, obstacle } from '../../../../src/features/approvals/kinds/kinds.ts';
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
import { DAY } from '../../../../src/kernel/instant.ts';
import {
  ACTION,
  ADMIN,
  agentState,
  around,
  asked,
  at,
  BACKUP,
  CONNECTOR,
  connectorState,
  FACTS,
  given,
  OWNER,
  person,
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

const CONNECTOR_ASKED = asked({
  plan: planConnector(CONNECTOR, people, at(0)),
  subject: CONNECTOR,
  by: person(STRANGER),
});
const TIER_ASKED = asked({
  plan: planTier(TIER, people, at(0)),
  subject: TIER,
  by: person(STRANGER),
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
